(() => {
  const find = (key) => document.querySelector(`[data-key="${key}"]`);
  const typing = (at) => at && (["INPUT", "TEXTAREA", "SELECT"].includes(at.tagName) || at.isContentEditable);
  const keys = (event) => {
    if (event.key === "Escape" && typing(event.target)) event.target.blur();
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.repeat || !/^[a-z0-9]$/.test(event.key)) return;
    const target = find(event.key);
    if (!target) return;
    event.preventDefault();
    for (let at = target; at; at = at.parentElement) if (at.localName === "details") at.open = true;
    if (target.localName === "summary") {
      const field = "textarea, select, input:not([type=hidden]), ol a";
      (target.parentElement.querySelector(field) ?? target).focus();
    } else if (typing(target)) target.focus();
    else target.click();
  };
  addEventListener("keydown", keys);

  // The page in its frame runs no script: what a click or a key there means is said here.
  const frame = document.querySelector("iframe");
  const own = "a, button, summary, select, input, label, .d";
  const reach = () => {
    const page = frame.contentDocument;
    if (!page?.querySelector("a.dk") || page.body.dataset.reached) return;
    page.body.dataset.reached = "1";
    page.addEventListener("keydown", keys);
    page.addEventListener("click", (event) => {
      if (event.target.closest(own) || String(page.getSelection())) return;
      const link = event.target.closest(".s, .card, .lead")?.querySelector("a.dk");
      if (link) location.assign(link.href);
    });
  };
  if (frame) {
    frame.addEventListener("load", reach);
    reach();
  }

  // A box for a whole list ticks each; the server takes it so where no script runs.
  for (const all of document.querySelectorAll("input[type=checkbox][name=all]")) {
    const each = [...all.form.querySelectorAll("input[type=checkbox][name=one]")];
    all.addEventListener("change", () => { for (const one of each) one.checked = all.checked; });
    const told = () => { all.checked = each.every((one) => one.checked); };
    for (const one of each) one.addEventListener("change", told);
  }

  for (const form of document.querySelectorAll("form")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "1";
      for (const told of form.querySelectorAll("[data-busy]")) told.hidden = false;
    });
  }
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form")) delete form.dataset.sent;
    for (const told of document.querySelectorAll("[data-busy]")) told.hidden = true;
  });
  // While files are being read the Inbox shows how far, unless somebody fills in its form.
  if (document.querySelector("progress")) {
    let touched = false;
    addEventListener("input", () => { touched = true; });
    setInterval(() => { if (!touched) location.reload(); }, 2000);
  }
  const place = document.querySelector("input[type=file][name=files]");
  if (place) {
    addEventListener("dragover", (event) => {
      event.preventDefault();
      place.classList.add("drag");
    });
    addEventListener("drop", (event) => {
      event.preventDefault();
      place.classList.remove("drag");
      const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.());
      if (entries.some((entry) => entry?.isDirectory)) {
        document.getElementById("dir").focus();
      } else if (event.dataTransfer.files.length) {
        place.files = event.dataTransfer.files;
        place.focus();
        place.dispatchEvent(new Event("change"));
      }
    });
  }
  for (const one of document.querySelectorAll("input[data-most]")) {
    one.addEventListener("change", () => {
      const size = [...one.files].reduce((sum, file) => sum + file.size, 0);
      one.setCustomValidity(size > Number(one.dataset.most) ? one.dataset.over : "");
      one.reportValidity();
    });
  }
})();
