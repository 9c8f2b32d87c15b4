import { useEffect, useRef } from "preact/hooks";
import type { PauseMode, Status } from "../shared/api";
import { useDoing } from "../shared/asked";
import { useAgent, useFollower } from "../shared/following";
import { Button, ProblemNotice } from "../shared/parts";
import { useWords } from "../shared/words";

const HOUR_SECONDS = 3600;

/** Zero is until the user resumes. */
const UNTIL_RESUMED = 0;

/** Stops and starts work; what the agent answers is shown at once. */
export function PauseButtons({ status }: { status: Status }) {
  const { t } = useWords();
  const agent = useAgent();
  const follower = useFollower();
  const { busy, problem, run } = useDoing();
  const take = (asked: Promise<Status>) => asked.then((next) => follower.know(next));
  const pause = (seconds: number, mode: PauseMode) => { if (!busy) run(() => take(agent.pause(seconds, mode))); };
  const resume = () => { if (!busy) run(() => take(agent.resume())); };
  const first = useRef<HTMLButtonElement>(null);
  const held = status.state === "PAUSED" || status.state === "FINISHING";
  useEffect(() => first.current?.focus(), [held]);
  return (
    <div class="stack-2">
      <div class="popup-actions" role="group" aria-label={t("pauseGroup")}>
        {held
          ? <Button key="resume" look="primary" icon="running" ref={first} aria-disabled={busy} onClick={resume}>{t("resume")}</Button>
          : <Button key="hour" look="primary" icon="pause" ref={first} aria-disabled={busy} onClick={() => pause(HOUR_SECONDS, "NOW")}>{t("pauseHour")}</Button>}
        {status.state === "FINISHING" && <Button icon="pause" disabled={busy} onClick={() => pause(UNTIL_RESUMED, "NOW")}>{t("pauseNow")}</Button>}
        {!held && <Button disabled={busy} onClick={() => pause(secondsUntilTomorrow(new Date()), "NOW")}>{t("pauseTomorrow")}</Button>}
        {!held && <Button disabled={busy} onClick={() => pause(UNTIL_RESUMED, "FINISH")}>{t("pauseFinish")}</Button>}
      </div>
      {problem && <ProblemNotice problem={problem} />}
    </div>
  );
}

/** Until the next local midnight; a day with a change of clocks has its own length. */
export function secondsUntilTomorrow(now: Date): number {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  return Math.max(1, Math.ceil((midnight.getTime() - now.getTime()) / 1000));
}
