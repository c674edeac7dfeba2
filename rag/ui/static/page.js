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
      showText(page);
      const box = page.querySelector(mending ? ".hw-mended" : ".hw-raw");
      const first = lit.find((mark) => box.contains(mark));
      if (first) scrollWithin(box, first, 0.25);
    }
    const cards = card.closest(".hw-cards");
    const hidden = card.offsetTop < cards.scrollTop ||
      card.offsetTop + card.offsetHeight > cards.scrollTop + cards.clientHeight;
    if (ref === opened) cards.scrollTop = 0;
    else if (hidden) scrollWithin(cards, card, 0);
    light();
    return card;
  }

  // The page as scanned, or its cited articles as they were mended.
  let mending = false;

  function showText(page) {
    page.querySelector(".hw-raw").hidden = mending;
    page.querySelector(".hw-mended").hidden = !mending;
    const link = page.querySelector("h2 .hw-do");
    link.dataset.own ??= link.textContent;
    link.textContent = mending ? link.dataset.other : link.dataset.own;
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
      if (link.matches(".hw-do")) {
        carryOut(link);
        return;
      }
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

  // Orders: links "#hw-do-verb-turn[-argument]". The server hears them through hands: one
  // for what asks anew, one for browsing and one for the rest; `given` fills the order in as a hand is clicked.
  const hands = {};
  const HAND = { edit: "do", up: "do", down: "do", year: "browse", issue: "browse" };
  let order = null;

  function carryOut(link) {
    const [verb, turn, ...rest] = link.getAttribute("href").slice("#hw-do-".length).split("-");
    if (verb === "copy") {
      copy(link);
      return;
    }
    if (verb === "previous" || verb === "next") {
      step(verb === "next" ? 1 : -1)?.focus({ preventScroll: true });
      return;
    }
    if (verb === "text") {
      mending = !mending;
      show(current);
      return;
    }
    order = { verb, turn: Number(turn), argument: rest.join("-") };
    hands[HAND[verb] ?? "ask"]("click");
    if (verb === "edit") box()?.focus();
  }

  function hand(kind, trigger) {
    hands[kind] = trigger;
  }

  function given(values) {
    return values.map((value, i) => (i === 0 ? order : value));
  }

  function copy(link) {
    const said = [...link.closest(".hw-answer").querySelectorAll(".hw-said")];
    const words = said.map((part) => {
      const own = part.cloneNode(true);
      for (const hidden of own.querySelectorAll(".hw-hidden, .hw-mend")) hidden.remove();
      return own.textContent;
    });
    const shown = link.textContent;
    navigator.clipboard.writeText(words.join("\n")).then(() => {
      link.textContent = `✓ ${shown}`;
      setTimeout(() => (link.textContent = shown), 1500);
    });
  }

  function save(parcel) {
    const { name, type, text } = JSON.parse(parcel);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  // Conversations: each under a key of its own, so that tabs do not write over each other's.
  const SHELF = "huiwen-conversation-";
  const KEPT = 40;

  function stored(key) {
    try {
      return JSON.parse(localStorage.getItem(key)) ?? {};
    } catch {
      return {}; // not ours, or storage is turned off
    }
  }

  function shelf() {
    let keys = [];
    try {
      keys = Object.keys(localStorage).filter((key) => key.startsWith(SHELF));
    } catch {
      // storage is turned off: what is said lasts until the page is closed
    }
    const found = keys.map((key) => ({ key, ...stored(key) }));
    return found.sort((one, other) => (other.at ?? 0) - (one.at ?? 0));
  }

  const records = () => JSON.stringify(shelf().map(({ record }) => record));

  // Writes a conversation down, or forgets one. Exchanges that are stored already and were not
  // `known` to this tab came from another, and stay.
  function keep(told) {
    if (!told) return;
    const { record, known, forget } = JSON.parse(told);
    try {
      if (forget) localStorage.removeItem(SHELF + forget);
      if (!record) return;
      const before = stored(SHELF + record.id).record?.exchanges ?? [];
      const old = new Set(before.map(({ id }) => id));
      const own = record.exchanges;
      record.exchanges = [
        ...own.filter(({ id }) => old.has(id)),
        ...before.filter(({ id }) => !known.includes(id)),
        ...own.filter(({ id }) => !old.has(id)),
      ];
      const text = JSON.stringify({ at: Date.now(), record });
      const others = shelf().filter(({ key }) => key !== SHELF + record.id);
      for (const { key } of others.splice(KEPT - 1)) localStorage.removeItem(key);
      for (;;) {
        try {
          localStorage.setItem(SHELF + record.id, text);
          return;
        } catch (full) {
          if (!others.length) throw full;
          localStorage.removeItem(others.pop().key); // the oldest gives way
        }
      }
    } catch (error) {
      console.warn("This conversation is not kept:", error);
    }
  }

  window.addEventListener("storage", (event) => {
    if (!event.key?.startsWith(SHELF)) return;
    order = { verb: "heard", turn: 0, argument: records() };
    hands.do?.("click");
  });

  const box = () => document.querySelector("#hw-box textarea");

  function step(by) {
    const cards = [...document.querySelectorAll("#hw-desk .hw-turn:not([hidden]) .hw-card")];
    const at = cards.findIndex((card) => card.id === `hw-${current}`);
    const next = cards[at + by];
    return next ? show(next.id.slice("hw-".length)) : null;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") {
      document.querySelector("#hw-stop")?.click();
      return;
    }
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    if (event.key === "/") {
      event.preventDefault();
      box()?.focus();
    } else if (event.key === "[" || event.key === "]") {
      step(event.key === "[" ? -1 : 1);
    }
  });

  // Gradio names each message by its markup, which a screen reader would spell out.
  function named() {
    for (const message of document.querySelectorAll("#hw-chat [aria-label*='<']")) {
      message.removeAttribute("aria-label");
    }
  }

  // New evidence opens at its first citation, unless the reader has opened another of it.
  function laid(element) {
    const first = element.querySelector(".hw-desk")?.dataset.first ?? "";
    const turn = (ref) => ref.split("-")[0];
    const kept = opened && turn(first) === turn(opened) && document.getElementById(`hw-${current}`);
    opened = first;
    if (first) show(kept ? current : first);
    else current = "";
    setTimeout(light, 100); // once the chat has been drawn, too
    setTimeout(named, 100);
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
    document.cookie = `huiwen-language=${chosen}; path=/; samesite=strict`; // for the other pages
    const at = given.findIndex((value) => value === "zh" || value === "en");
    return given.map((value, i) => (i === at ? chosen : value));
  }

  function preferred(given) {
    const first = navigator.languages?.[0] ?? "zh";
    const chosen = language() ?? (first.toLowerCase().startsWith("zh") ? "zh" : "en");
    const [own] = use(given, chosen);
    return [own, records()];
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

  return { laid, preferred, chosen, hand, given, save, keep };
})();
