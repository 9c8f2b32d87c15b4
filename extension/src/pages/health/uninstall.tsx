import "./health.css";
import { Card } from "../../shared/parts";
import { useWords } from "../../shared/words";

/** How to stop for good; what stays behind is said. */
export function Uninstall() {
  const { t } = useWords();
  return (
    <Card title={t("uninstallTitle")} hint={t("uninstallText")}>
      <ol class="stack-2 uninstall">
        <li>{t("uninstallAgent")}<pre class="command"><code>scripts/uninstall</code></pre></li>
        <li>{t("uninstallExtension")}</li>
        <li>{t("uninstallStays")}</li>
      </ol>
    </Card>
  );
}
