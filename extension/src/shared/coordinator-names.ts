import { useAsked } from "./asked";
import { useAgent } from "./following";
import { abbreviated } from "./public-key";

/** The name that the user's rules have for a coordinator, else the start of its key. */
export function useCoordinatorNames(): (key: string) => string {
  const agent = useAgent();
  const { value } = useAsked(() => agent.rules(), [agent]);
  return (key) => value?.value.coordinators.find((one) => one.key === key)?.name ?? (key.startsWith("ed25519:") ? abbreviated(key) : key);
}
