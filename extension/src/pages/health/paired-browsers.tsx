import { useAsked, useDoing } from "../../shared/asked";
import { useAgent } from "../../shared/following";
import { keepsakes } from "../../shared/open";
import { Card, ConfirmButton, Pill, ProblemNotice, Skeleton, TableWrap } from "../../shared/parts";
import { problemOf } from "../../shared/problem";
import { useWords } from "../../shared/words";

/** Which browsers may read and steer this agent; this one may leave. */
export function PairedBrowsers() {
  const { t, format, code } = useWords();
  const agent = useAgent();
  const clients = useAsked(() => agent.clients(), [agent]);
  const own = useAsked(() => keepsakes.pairing(), []);
  const ownId = agent.isDemo ? "demo-1" : own.value?.clientId;
  return (
    <Card title={t("browsersTitle")} hint={t("browsersText")}>
      {clients.problem && <ProblemNotice problem={clients.problem} onRetry={clients.again} />}
      {clients.value === null ? clients.asking && <Skeleton /> : (
        <TableWrap label={t("browsersTitle")}>
          <table class="table">
            <thead><tr><th scope="col">{t("browserName")}</th><th scope="col">{t("browserMay")}</th><th scope="col">{t("browserPaired")}</th><th scope="col">{t("browserUsed")}</th><th scope="col">{t("browserEnds")}</th></tr></thead>
            <tbody>
              {clients.value.map(({ id, name, scopes, pairedAt, lastUsedAt, expiresAt }) => (
                <tr key={id}>
                  <th scope="row"><span translate={false}>{name}</span> {id === ownId && <Pill tone="accent" icon="pair">{t("browserThis")}</Pill>}</th>
                  <td>{scopes.map((scope) => code("scope", scope)).join(", ")}</td><td>{format.date(pairedAt)}</td><td>{lastUsedAt === null ? t("browserNever") : format.ago(lastUsedAt)}</td><td>{format.date(expiresAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableWrap>
      )}
      {!agent.isDemo && <UnpairButton />}
    </Card>
  );
}

function UnpairButton() {
  const { t } = useWords();
  const agent = useAgent();
  const { busy, problem, run } = useDoing();
  const unpair = () => run(async () => {
    await agent.unpair().catch((thrown: unknown) => { if (!isOverAnyway(thrown)) throw thrown; });
    await keepsakes.keepPairing(null);
    location.assign("/pages/welcome/index.html");
  });
  return <div class="stack-2">{problem && <ProblemNotice problem={problem} />}<div><ConfirmButton label={t("unpair")} question={t("unpairQuestion")} confirm={t("unpairConfirm")} busy={busy} onConfirm={unpair} /></div></div>;
}

const isOverAnyway = (thrown: unknown): boolean => ["REVOKED", "EXPIRED", "NOT_AUTHENTICATED"].includes(problemOf(thrown).code);
