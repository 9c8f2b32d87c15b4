import type { ComponentChildren } from "preact";
import type { Draft } from "./draft";
import "./draft-bar.css";
import type { Conflict } from "./merge";
import { Button, Notice, Pill, ProblemNotice } from "./parts";
import { useWords } from "./words";

interface DraftBarProps<T extends object> {
  draft: Draft<T>;
  /** What keeps it from being saved, in words. */
  fault: string | null;
  /** A member of the document by its path, in words. */
  nameOf: (path: string) => string;
  /** A value of the document in words. */
  show: (path: string, value: unknown) => ComponentChildren;
}

/** Save, discard, and what came between. */
export function DraftBar<T extends object>({ draft, fault, nameOf, show }: DraftBarProps<T>) {
  const { t } = useWords();
  const open = draft.conflicts.length > 0;
  return (
    <>
      {open && <Conflicts draft={draft} nameOf={nameOf} show={show} />}
      {!open && draft.takenOver.length > 0 && draft.dirty && (
        <Notice tone="wait" title={t("takenOverTitle")} alert><p>{t("takenOverText", { names: draft.takenOver.map(nameOf).join(", ") })}</p></Notice>
      )}
      {draft.problem && <ProblemNotice problem={draft.problem} onRetry={draft.value === null ? draft.load : undefined} />}
      {draft.value !== null && (draft.dirty || draft.saved) && (
        <div class="draft-bar" data-dirty={draft.dirty ? "" : undefined}>
          <span role="status">{draft.dirty ? fault ?? t("unsaved") : <Pill tone="good">{t("savedNow")}</Pill>}</span>
          <span class="row">
            <Button look="plain" disabled={!draft.dirty || draft.busy} onClick={draft.discard}>{t("discard")}</Button>
            <Button look="primary" disabled={!draft.dirty || draft.busy || open || fault !== null} onClick={draft.save}>{t("save")}</Button>
          </span>
        </div>
      )}
    </>
  );
}

function Conflicts<T extends object>({ draft, nameOf, show }: Omit<DraftBarProps<T>, "fault">) {
  const { t } = useWords();
  return (
    <Notice tone="bad" title={t("conflictTitle")} alert>
      <p>{t("conflictText")}</p>
      <ul class="conflicts">
        {draft.conflicts.map((conflict: Conflict) => (
          <li key={conflict.path}>
            <strong>{nameOf(conflict.path)}</strong>
            <span class="row">
              <Button onClick={() => draft.choose(conflict, true)}>{t("takeMine")}</Button><span>{show(conflict.path, conflict.mine)}</span>
            </span>
            <span class="row">
              <Button onClick={() => draft.choose(conflict, false)}>{t("takeTheirs")}</Button><span>{show(conflict.path, conflict.theirs)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
