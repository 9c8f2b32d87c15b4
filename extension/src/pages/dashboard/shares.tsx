import type { Share } from "../../shared/api";
import { useCoordinatorNames } from "../../shared/coordinator-names";
import { Card, Empty } from "../../shared/parts";
import { useWords } from "../../shared/words";

/** Who or what took how much of it, most first. */
export function Shares({ by, shares, range }: { by: "COORDINATOR" | "CATEGORY"; shares: readonly Share[]; range: string }) {
  const { t, code, format } = useWords();
  const nameOf = useCoordinatorNames();
  const bytes = ({ up, down }: Share): number => up + down;
  const all = shares.reduce((sum, share) => sum + bytes(share), 0);
  const most = Math.max(1, ...shares.map(bytes));
  const name = (key: string): string => (by === "CATEGORY" ? code("category", key) : nameOf(key));
  return (
    <Card title={t(by === "COORDINATOR" ? "byCoordinator" : "byCategory")} hint={range}>
      {shares.length === 0 && <Empty title={t("historyNothing")} />}
      <ul class="shares">
        {[...shares].sort((one, other) => bytes(other) - bytes(one)).map((share) => (
          <li key={share.key}>
            <div class="row row-apart small"><strong>{name(share.key)}</strong><span class="numbers quiet">{format.bytes(bytes(share))} · {format.percent(bytes(share) / Math.max(1, all))}</span></div>
            <div class="track" aria-hidden="true"><i style={{ inlineSize: `${(share.down / most) * 100}%` }} /><i style={{ inlineSize: `${(share.up / most) * 100}%` }} /></div>
            <span class="visually-hidden">{t("movedShort", { down: format.bytes(share.down), up: format.bytes(share.up) })}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
