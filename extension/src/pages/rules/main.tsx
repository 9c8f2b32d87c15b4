import { openPage } from "../../shared/open";
import { RulesPage } from "./rules-page";

void openPage("rules", RulesPage);
