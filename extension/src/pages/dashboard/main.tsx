import { openPage } from "../../shared/open";
import { Dashboard } from "./dashboard";

void openPage("dashboard", Dashboard);
