import activity from "./activity.json";
import common from "./common.json";
import dashboard from "./dashboard.json";
import earnings from "./earnings.json";
import health from "./health.json";
import limits from "./limits.json";
import pair from "./pair.json";
import popup from "./popup.json";
import rules from "./rules.json";
import welcome from "./welcome.json";

export default { ...common, ...activity, ...dashboard, ...earnings, ...health, ...limits, ...pair, ...popup, ...rules, ...welcome };
