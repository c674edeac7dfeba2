const root = document.documentElement, all = [...document.querySelectorAll("details.q")];
const chips = [...document.querySelectorAll(".chip")], kind = document.getElementById("kind");
const words = document.getElementById("words"), count = document.getElementById("count");
const text = new Map(all.map(q => [q, q.textContent.toLowerCase()]));

document.getElementById("theme").onclick = () => {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
};

function show() {
  const wanted = new Set(chips.filter(c => c.ariaPressed === "true").map(c => c.dataset.outcome));
  const asked = words.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const q of all) {
    const yes = wanted.has(q.dataset.outcome) && (!kind.value || q.dataset.type === kind.value) && asked.every(w => text.get(q).includes(w));
    q.hidden = !yes;
    shown += yes;
  }
  count.textContent = `${shown} / ${all.length}`;
  document.getElementById("none").hidden = shown > 0;
}

for (const chip of chips) chip.onclick = () => { chip.ariaPressed = chip.ariaPressed !== "true"; show(); };
kind.onchange = words.oninput = show;
document.getElementById("unfold").onclick = event => {
  const open = event.target.ariaPressed !== "true";
  event.target.ariaPressed = open;
  [event.target.textContent, event.target.dataset.other] = [event.target.dataset.other, event.target.textContent];
  for (const q of all) q.open = open;
};
show();
