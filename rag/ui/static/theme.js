// Dark where the reader's system is, as Gradio has it; and the switch between two texts.
if (matchMedia("(prefers-color-scheme: dark)").matches) document.documentElement.classList.add("dark");

document.addEventListener("DOMContentLoaded", () => {
  const buttons = [...document.querySelectorAll(".hw-switch button")];
  const show = (which) => {
    for (const text of document.querySelectorAll("[data-text]")) {
      text.hidden = text.dataset.text !== which || text.tagName === "H2";
    }
    for (const button of buttons) button.ariaPressed = String(button.dataset.show === which);
  };
  for (const button of buttons) button.addEventListener("click", () => show(button.dataset.show));
  for (const row of document.querySelectorAll(".hw-switch")) row.hidden = false;
  if (buttons.length) show("repaired");
});
