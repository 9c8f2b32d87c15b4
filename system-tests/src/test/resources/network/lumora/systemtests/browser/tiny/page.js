const said = document.querySelector("#said");
document.querySelector("#greet").addEventListener("click", (event) => {
  said.textContent = `Hello ${document.querySelector("#name").value}, ${event.isTrusted ? "really" : "not really"}`;
});
document.querySelector("#next").addEventListener("click", () => {
  said.textContent = "Next was pressed";
});
