import { openPage } from "../../shared/open";
import { Limits } from "./limits";

void openPage("limits", Limits);
