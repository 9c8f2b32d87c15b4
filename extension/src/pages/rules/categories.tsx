import type { Category } from "../../shared/api";
import { Card } from "../../shared/parts";
import { useWords } from "../../shared/words";

const categories = ["ADULT", "GAMBLING", "FINANCE", "HEALTH", "GOVERNMENT", "MILITARY", "EDUCATION", "NEWS", "SHOPPING", "SOCIAL", "TRAVEL", "UNCATEGORISED"] as const satisfies readonly Category[];

/** Kinds of sites; what is ticked may be visited. */
export function Categories({ denied, onChange }: { denied: readonly Category[]; onChange: (denied: Category[]) => void }) {
  const { t, code, plural } = useWords();
  return (
    <Card title={t("categoriesTitle")} hint={t("categoriesHint")}>
      <fieldset class="categories">
        <legend class="visually-hidden">{t("categoriesTitle")}</legend>
        {categories.map((category) => {
          const allowed = !denied.includes(category);
          return (
            <label key={category} data-denied={allowed ? undefined : ""}>
              <input type="checkbox" checked={allowed} onChange={() => onChange(allowed ? [...denied, category] : denied.filter((one) => one !== category))} />
              <span>{code("category", category)}</span>
              <small>{t(allowed ? "categoryAllowed" : "categoryDenied")}</small>
            </label>
          );
        })}
      </fieldset>
      <p class="small quiet" role="status">{denied.length === 0 ? t("categoriesAll") : plural("categoriesDenied", denied.length)}</p>
    </Card>
  );
}
