const api = globalThis.browser ?? globalThis.chrome;
const born = `${Date.now()}-${Math.random()}`;
api.action.setBadgeText({ text: "T" });
api.runtime.onMessage.addListener((message, sender, answer) => {
  answer(born);
});
