import { useDoing } from "../../shared/asked";
import { dateText } from "../../shared/chart/range";
import { useAgent } from "../../shared/following";
import { Button, ProblemNotice } from "../../shared/parts";
import { useWords } from "../../shared/words";

const formats = ["csv", "jsonl"] as const;

/** The whole journal as a file; it goes nowhere else. */
export function Export() {
  const { t } = useWords();
  const agent = useAgent();
  const { busy, problem, run } = useDoing();
  return (
    <>
      {formats.map((format) => (
        <Button key={format} icon="download" disabled={busy} onClick={() => run(async () => keep(await agent.exportJournal(format), `lumora-journal-${dateText(new Date())}.${format}`))}>
          {t("exportAs", { format: format.toUpperCase() })}
        </Button>
      ))}
      {problem && <ProblemNotice problem={problem} />}
    </>
  );
}

function keep(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
