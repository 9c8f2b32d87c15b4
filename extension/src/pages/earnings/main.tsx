import { openPage } from "../../shared/open";
import { EarningsPage } from "./earnings-page";

void openPage("earnings", EarningsPage);
