import { openPage } from "../../shared/open";
import { PageHead } from "../../shared/shell";
import { useWords } from "../../shared/words";

function Screen() {
  const { t } = useWords();
  return <PageHead title={t("page_limits")} />;
}

void openPage("limits", Screen);
