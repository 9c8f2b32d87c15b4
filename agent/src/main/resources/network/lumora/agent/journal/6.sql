-- what the newest test was worth: a name of LineGrade, or nothing for what was proven before this column
ALTER TABLE line_proven ADD COLUMN grade TEXT;
