import { keepsakes, openAlone } from "../shared/open";
import { Button } from "../shared/parts";

function Screen() {
  const demo = () => void keepsakes.prefer({ demo: true }).then(() => location.assign("/pages/dashboard/index.html"));
  return <main class="page"><h1>Lumora</h1><Button onClick={demo}>Demo</Button></main>;
}

void openAlone("page_dashboard", Screen);
