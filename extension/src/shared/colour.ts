/** What a colour of tokens.css is now, such as `colourOf("--up")`; for canvas, which knows no custom properties. */
export function colourOf(token: `--${string}`): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}
