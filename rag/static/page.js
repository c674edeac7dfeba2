// Following a citation to its words, and the reader's language. Nothing here makes markup:
// every card and page is in the document already, and is only shown, lit and scrolled to.
window.huiwen = (() => {
  const anchor = 'a[href^="#hw-"]';
  const refOf = (link) => link.getAttribute("href").slice("#hw-".length);
  let current = "";
  let opened = "";

  function scrollWithin(box, target, share) {
    const above = target.getBoundingClientRect().top - box.getBoundingClientRect().top;
    box.scrollTop += above - box.clientHeight * share;
  }

  function show(ref) {
    const desk = document.querySelector("#hw-desk .hw-desk");
    const card = document.getElementById(`hw-${ref}`);
    const gone = desk?.querySelector(".hw-gone");
    if (gone) gone.hidden = Boolean(card);
    if (!card) return null;
    current = ref;
    const here = card.closest(".hw-turn");
    for (const turn of desk.querySelectorAll(".hw-turn")) turn.hidden = turn !== here;
    for (const other of desk.querySelectorAll(".hw-card")) {
      other.classList.toggle("hw-on", other === card);
    }
    for (const page of desk.querySelectorAll(".hw-page")) {
      page.hidden = page.id !== card.dataset.page;
      if (page.hidden) continue;
      const marks = [...page.querySelectorAll("mark")];
      const lit = marks.filter((mark) => mark.dataset.refs.split(" ").includes(ref));
      for (const mark of marks) mark.classList.toggle("hw-on", lit.includes(mark));
      if (lit.length) scrollWithin(page.querySelector(".hw-raw"), lit[0], 0.25);
    }
    const cards = card.closest(".hw-cards");
    const hidden = card.offsetTop < cards.scrollTop ||
      card.offsetTop + card.offsetHeight > cards.scrollTop + cards.clientHeight;
    if (ref === opened) cards.scrollTop = 0;
    else if (hidden) scrollWithin(cards, card, 0);
    light();
    return card;
  }

  function light() {
    for (const link of document.querySelectorAll("#hw-chat .hw-cite")) {
      link.classList.toggle("hw-on", refOf(link) === current);
    }
  }

  // A capturing listener, so that nothing between it and a link takes the click first.
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest?.(anchor);
      if (!link) return;
      event.preventDefault();
      event.stopPropagation();
      if (link.matches(".hw-back")) {
        document.getElementById("hw-chat").scrollIntoView();
        document.querySelector(`#hw-chat .hw-cite.hw-on`)?.focus({ preventScroll: true });
        return;
      }
      const card = show(refOf(link));
      const look = document.getElementById("hw-look");
      if (look.getBoundingClientRect().top > window.innerHeight * 0.6) look.scrollIntoView();
      if (event.detail === 0) card?.focus({ preventScroll: true }); // by keyboard
    },
    true,
  );

  // New evidence opens at its first citation, unless the reader has opened another of it.
  function laid(element) {
    const first = element.querySelector(".hw-desk")?.dataset.first ?? "";
    const turn = (ref) => ref.split("-")[0];
    const kept = opened && turn(first) === turn(opened) && document.getElementById(`hw-${current}`);
    opened = first;
    if (first) show(kept ? current : first);
    else current = "";
    setTimeout(light, 100); // once the chat has been drawn, too
  }

  function language() {
    try {
      return localStorage.getItem("huiwen-language");
    } catch {
      return null; // storage is turned off
    }
  }

  function use(given, chosen) {
    document.documentElement.lang = chosen === "zh" ? "zh-Hans" : "en";
    const at = given.findIndex((value) => value === "zh" || value === "en");
    return given.map((value, i) => (i === at ? chosen : value));
  }

  function preferred(given) {
    const first = navigator.languages?.[0] ?? "zh";
    return use(given, language() ?? (first.toLowerCase().startsWith("zh") ? "zh" : "en"));
  }

  function chosen(given) {
    const now = given.find((value) => value === "zh" || value === "en");
    try {
      localStorage.setItem("huiwen-language", now);
    } catch {
      // storage is turned off: the choice holds until the page is closed
    }
    return use(given, now);
  }

  return { laid, preferred, chosen };
})();
