(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const said = document.getElementById("said");

  for (const form of all("form.filters")) {
    const cards = all("article", form.nextElementSibling);
    const output = form.querySelector("output");
    const number = new Intl.NumberFormat(document.documentElement.lang);
    const show = () => {
      const wanted = [...new FormData(form)].filter(([, value]) => value);
      let shown = 0;
      for (const card of cards) {
        card.hidden = !wanted.every(([key, value]) => card.dataset[key] === value);
        if (!card.hidden) shown += 1;
      }
      output.textContent = output.dataset.shown
        .replace("{shown}", number.format(shown))
        .replace("{total}", number.format(cards.length));
    };
    form.hidden = false;
    form.addEventListener("change", show);
    form.addEventListener("reset", () => setTimeout(show));
    form.addEventListener("submit", (event) => event.preventDefault());
    show();
  }

  // A number alone says nothing when links are read one by one.
  for (const link of said ? all('a[href*="#E"]') : []) {
    const number = link.textContent;
    if (/^[\d–]+$/.test(number)) {
      link.setAttribute("aria-label", said.dataset.item.replace("{n}", number));
    }
  }

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  };
  const cited = (card) => {
    const quote = card.querySelector("blockquote").textContent;
    const told = card.dataset.copy;
    if (!told.startsWith("+")) return told.replace("{}", () => quote);
    const who = [...card.querySelector(".who").childNodes].map((node) => node.textContent.trim());
    const [how, when] = card.querySelector(".m").textContent.split(" · ");
    const said = [...who, how, when.replace(/ \([^(]*\)$/, "")].filter(Boolean);
    return `${quote} — ${said.join(", ")}${told.slice(1)}`;
  };
  for (const card of all("article[data-copy]")) {
    const button = document.createElement("button");
    const words = said.dataset.copy;
    button.type = "button";
    button.className = "copy";
    button.textContent = words;
    button.addEventListener("click", async () => {
      await copy(cited(card));
      button.focus();
      button.textContent = said.textContent = said.dataset.copied;
      setTimeout(() => {
        button.textContent = words;
        said.textContent = "";
      }, 2500);
    });
    card.firstElementChild.append(button);
  }

  const open = () => {
    let id = "";
    try {
      id = decodeURIComponent(location.hash.slice(1));
    } catch {
      return;
    }
    const target =
      id &&
      (document.getElementById(id) || all(".ev code").find((code) => code.textContent === id));
    if (!target) return;
    for (let at = target; at; at = at.parentElement) {
      if (at.localName === "details") at.open = true;
      if (at.localName === "article") at.hidden = false;
    }
    target.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();
})();
