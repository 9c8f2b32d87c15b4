import { openPage } from "../../shared/open";
import { HealthPage } from "./health";

void openPage("health", HealthPage);
