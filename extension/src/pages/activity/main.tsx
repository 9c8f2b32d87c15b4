import { openPage } from "../../shared/open";
import { Activity } from "./activity";

void openPage("activity", Activity);
