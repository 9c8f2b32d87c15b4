// Uses the screens of dist/chromium in a headless Chromium, in the demo, by keyboard and by hand:
//   node scripts/use.mjs        ends with 1 if a control is out of reach of Tab, has no visible focus, is too small, or does not do what it says
import assert from "node:assert/strict";
import { join } from "node:path";
import { onComplaint, withExtension } from "./browser.mjs";

const screens = ["dashboard", "activity", "limits", "rules", "earnings", "health"];
const MOST_TABS = 400;
const LEAST_PIXELS = 24;

async function expectSoon(holds) {
  for (let tries = 0; tries < 100 && !(await holds()); tries++) await new Promise((resolve) => setTimeout(resolve, 100));
  assert.ok(await holds());
}

let failed = 0;
const fault = (text) => { failed++; console.error(`FAIL ${text}`); };

await withExtension(async (browser, origin) => {
  browser.on("page", (page) => onComplaint(page, fault));

  async function open(screen) {
    const page = await browser.newPage();
    await page.goto(`${origin}/pages/welcome/index.html`);
    await page.evaluate(() => chrome.storage.local.set({ preferences: { language: "en", demo: true, theme: "LIGHT", hints: false } }));
    await page.goto(`${origin}/pages/${screen}/index.html`);
    await page.locator("h1").first().waitFor();
    await page.locator(".skeleton").first().waitFor({ state: "detached" });
    return page;
  }

  async function step(name, walk) {
    try {
      await walk();
      console.log(`ok   ${name}`);
    } catch (thrown) {
      fault(`${name}: ${thrown.message}`);
    }
  }

  for (const screen of screens) {
    await step(`${screen}: Tab reaches every control, each shows focus and is large enough`, async () => {
      const page = await open(screen);
      if (screen === "activity") await page.getByRole("switch", { name: "Add new rows as they come" }).uncheck();
      const wanted = await page.evaluate(() => {
        const controls = [...document.querySelectorAll("a[href], button:not(:disabled), input:not(:disabled), select, textarea, summary, [tabindex='0']")];
        const seen = controls.filter((one) => one.tabIndex >= 0 && one.checkVisibility());
        seen.forEach((one, at) => one.setAttribute("data-walk", String(at)));
        return seen.length;
      });
      await page.locator(".skip").focus();
      const reached = new Set(["0"]);
      const poor = new Set();
      for (let tab = 0; tab < MOST_TABS && reached.size < wanted; tab++) {
        await page.keyboard.press("Tab");
        const at = await page.evaluate((least) => {
          const focused = document.activeElement;
          if (focused === null || focused === document.body) return null;
          const look = getComputedStyle(focused);
          const box = focused.getBoundingClientRect();
          const isInline = look.display === "inline" || focused.type === "checkbox";
          const shown = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
          return { walk: focused.getAttribute("data-walk"), html: focused.outerHTML.slice(0, 100), shown, small: !isInline && (box.width < least || box.height < least) };
        }, LEAST_PIXELS - 0.5);
        if (at === null) continue;
        if (at.walk !== null) reached.add(at.walk);
        if (!at.shown) poor.add(`no visible focus: ${at.html}`);
        if (at.small) poor.add(`smaller than ${LEAST_PIXELS} px: ${at.html}`);
      }
      const missed = await page.evaluate((found) => [...document.querySelectorAll("[data-walk]")].filter((one) => !found.includes(one.getAttribute("data-walk"))).map((one) => one.outerHTML.slice(0, 100)), [...reached]);
      assert.deepEqual([...poor], []);
      assert.deepEqual(missed.slice(0, 3), [], `${missed.length} of ${wanted} were not reached`);
      await page.close();
    });
  }

  await step("dashboard: arrow keys walk the live graph and say each second", async () => {
    const page = await open("dashboard");
    const graph = page.getByRole("slider", { name: /The line, 5 min/ });
    await graph.focus();
    await page.keyboard.press("Home");
    const first = await graph.getAttribute("aria-valuetext");
    await page.keyboard.press("ArrowRight");
    assert.notEqual(await graph.getAttribute("aria-valuetext"), first);
    assert.match(first ?? "", /received .*sent/);
    await page.close();
  });

  await step("dashboard: the line's past is drawn, walked by arrow keys and read as a table, in every span and scale", async () => {
    const page = await open("dashboard");
    for (const [span, rows] of [["24 h", 24], ["30 days", 30], ["13 months", 13]]) {
      await page.getByRole("button", { name: span, exact: true }).click();
      const graph = page.getByRole("slider", { name: `The line, ${span}` });
      await graph.focus();
      await page.keyboard.press("End");
      assert.match((await graph.getAttribute("aria-valuetext")) ?? "", /received .*sent .*others received/);
      const figure = page.locator("figure", { has: graph });
      await figure.getByText("Show as a table").click();
      const count = await figure.locator("tbody tr").count();
      assert.ok(count >= rows && count <= rows + 1, `${span} has ${count} rows`);
      for (const scale of ["Only Lumora", "All that moves", "Up to the capacity"]) await page.getByRole("button", { name: scale }).click();
      if (process.env["LOOK"]) await figure.screenshot({ path: join(process.env["LOOK"], `line-${span.replace(" ", "-")}.png`) });
    }
    await page.getByText("What a line test is").click();
    await page.getByText("count against your caps").waitFor();
    await page.close();
  });

  await step("dashboard: a pause holds and is taken back", async () => {
    const page = await open("dashboard");
    await page.getByRole("button", { name: "Pause for 1 hour" }).click();
    await page.locator(".now").getByText("Paused", { exact: true }).waitFor();
    await page.locator(".now").getByRole("button", { name: "Resume" }).click();
    await page.locator(".now").getByText("Running").waitFor();
    await page.close();
  });

  await step("activity: never again takes effect from a row, and is taken back", async () => {
    const page = await open("activity");
    await page.getByRole("switch", { name: "Add new rows as they come" }).uncheck();
    await page.locator(".journal-rows summary").first().focus();
    await page.keyboard.press("Enter");
    const never = page.locator(".journal-open").first().getByRole("button", { name: /^Never again/ }).first();
    const site = (await never.textContent()).replace("Never again ", "");
    await never.click();
    const notice = page.getByRole("alert").filter({ hasText: site });
    const denied = () => page.evaluate(async (name) => JSON.stringify(await chrome.storage.local.get("demo")).includes(name), `"${site}"`);
    await notice.waitFor();
    assert.equal(await denied(), true);
    await notice.getByRole("button", { name: "Undo" }).click();
    await notice.waitFor({ state: "detached" });
    assert.equal(await denied(), false);
    await page.close();
  });

  await step("activity: no row moves under the pointer; new ones wait behind a button, and come when it leaves", async () => {
    const page = await open("activity");
    const first = page.locator(".journal-rows > li").first();
    const newest = await first.textContent();
    await first.hover();
    const button = page.getByRole("button", { name: /^Show \d+ new rows?$/ });
    const [before, after] = [await first.boundingBox(), await button.waitFor({ timeout: 30_000 }).then(() => first.boundingBox())];
    assert.deepEqual(after, before);
    assert.equal(await first.textContent(), newest);
    await page.locator("h1").hover();
    await button.waitFor({ state: "detached" });
    assert.notEqual(await first.textContent(), newest);
    await first.locator("summary").click();
    await page.locator("h1").hover();
    await button.waitFor({ timeout: 30_000 });
    const opened = await page.locator(".journal-rows > li", { has: page.locator("details[open]") }).textContent();
    await button.focus();
    await page.keyboard.press("Enter");
    await button.waitFor({ state: "detached" });
    assert.equal(await page.locator(".journal-rows > li", { has: page.locator("details[open]") }).textContent(), opened);
    assert.notEqual(await first.textContent(), opened);
    await page.close();
  });

  await step("activity: a line test says what it is, and cannot be denied by site", async () => {
    const page = await open("activity");
    await page.getByRole("searchbox").fill("aurora.example");
    const row = page.locator(".journal-rows > li").first();
    await row.getByText("measures what your line can carry").first().waitFor();
    await row.locator("summary").click();
    assert.deepEqual(await row.getByRole("button", { name: /^Never again/ }).allTextContents(), ["Never again for Aurora Data"]);
    if (process.env["LOOK"]) await page.screenshot({ path: join(process.env["LOOK"], "activity-line-test.png") });
    await page.close();
  });

  await step("limits: the week is painted by keys, previewed at once and saved", async () => {
    const page = await open("limits");
    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByText("It would not run").waitFor();
    await page.locator("[data-cell='0-0']").focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Shift+ArrowDown");
    const on = page.locator(".week td[data-kind='ON']");
    assert.equal(await on.count(), 3);
    await page.getByText("Monday: runs 0–2").waitFor({ state: "attached" });
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved", { exact: true }).waitFor();
    await page.reload();
    await on.first().waitFor();
    assert.equal(await on.count(), 3);
    await page.getByRole("button", { name: "Always" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved", { exact: true }).waitFor();
    await page.close();
  });

  await step("limits: dragging paints", async () => {
    const page = await open("limits");
    const box = (cell) => page.locator(`[data-cell='${cell}']`).boundingBox();
    await page.locator("[data-cell='2-3']").scrollIntoViewIfNeeded();
    const [from, to] = [await box("2-3"), await box("2-6")];
    await page.mouse.move(from.x + 5, from.y + 5);
    await page.mouse.down();
    await page.mouse.move(to.x + 5, to.y + 5, { steps: 12 });
    await page.mouse.up();
    assert.equal(await page.locator(".week td[data-kind='OFF']").count(), 4);
    await page.close();
  });

  await step("limits: what cannot be read is said and not saved", async () => {
    const page = await open("limits");
    await page.getByRole("textbox", { name: "At most in a day" }).fill("much");
    await page.getByText("Type a number such as 20").waitFor();
    await page.getByRole("textbox", { name: "At most in a month" }).fill("500");
    assert.equal(await page.getByRole("button", { name: "Save" }).isDisabled(), true);
    await page.close();
  });

  await step("limits: two who change the same are asked which to keep", async () => {
    const mine = await open("limits");
    const theirs = await open("limits");
    await mine.getByRole("textbox", { name: "At most in a day" }).fill("7");
    await theirs.getByRole("textbox", { name: "At most in a day" }).fill("9");
    await theirs.getByRole("textbox", { name: "At most in a month" }).fill("222");
    await theirs.getByRole("button", { name: "Save" }).click();
    await theirs.getByText("Saved", { exact: true }).waitFor();
    await mine.getByRole("button", { name: "Save" }).click();
    const conflict = mine.getByRole("alert").filter({ hasText: "changed elsewhere" });
    await conflict.getByText("9 GB").waitFor();
    await expectSoon(async () => (await mine.getByRole("textbox", { name: "At most in a month" }).inputValue()) === "222");
    await conflict.getByRole("button", { name: "Keep mine" }).click();
    await mine.getByRole("button", { name: "Save" }).click();
    await mine.getByText("Saved", { exact: true }).waitFor();
    assert.equal(await mine.getByRole("textbox", { name: "At most in a day" }).inputValue(), "7");
    await mine.close();
    await theirs.close();
  });

  await step("rules: a pasted address is cut to its site, and the test box counts it before it is saved", async () => {
    const page = await open("rules");
    await page.getByLabel("Site or address").fill("https://www.never.example/path?x=1");
    await page.getByText("Would be visited").waitFor();
    await page.getByLabel("Add sites").first().fill("https://never.example/some/page nonsense");
    await page.keyboard.press("Enter");
    await page.getByText("Not a site: nonsense").waitFor();
    await page.getByText("Would not be visited").waitFor();
    await page.getByRole("button", { name: "Discard changes" }).click();
    await page.getByText("Would be visited").waitFor();
    await page.close();
  });

  await step("earnings: verify all names the one that was tampered with, and each step of it", async () => {
    const page = await open("earnings");
    await page.getByRole("button", { name: "Verify all" }).click();
    const notice = page.getByRole("alert").filter({ hasText: "1 of 24 receipts does not hold" });
    await notice.waitFor();
    const number = await notice.getByRole("link").textContent();
    const row = page.locator(".receipts li", { hasText: number });
    await row.getByText("Does not hold").waitFor();
    await row.locator("summary").click();
    await row.locator("[data-result='FAILED']").first().waitFor();
    const genuine = page.locator(".receipts li[data-verdict='GENUINE']").first();
    await genuine.locator("summary").click();
    await genuine.locator("[data-result]").first().waitFor();
    assert.equal(await genuine.locator("[data-result='PASSED']").count(), 6);
    if (process.env["LOOK"]) await page.screenshot({ path: join(process.env["LOOK"], "earnings-verified.png"), fullPage: true });
    await page.close();
  });

});
process.exitCode = failed === 0 ? 0 : 1;
