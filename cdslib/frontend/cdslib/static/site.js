// What every page of the service does: change the language, show the dashboard, free the kernel when it is left.
(() => {
  const all = (selector) => document.querySelectorAll(selector);
  const speak = (language) => {
    document.documentElement.lang = language;
    for (const el of all("[data-vi]")) el.textContent = el.dataset[language];
    for (const el of all("[data-vi-label]")) el.setAttribute("aria-label", el.dataset[`${language}Label`]);
    for (const el of all("[data-language]")) el.setAttribute("aria-pressed", String(el.dataset.language === language));
    for (const el of all("a[data-keep-language]")) el.search = language === "en" ? "?lang=en" : "";
  };
  document.addEventListener("click", (event) => {
    const language = event.target.closest("[data-language]")?.dataset.language;
    if (!language) return;
    speak(language);
    document.dispatchEvent(new CustomEvent("cds:language", { detail: language }));
    if (document.body.dataset.voila !== "voila") history.replaceState(null, "", language === "en" ? "?lang=en" : location.pathname);
  });
  if (new URLSearchParams(location.search).get("embed") === "1") {
    document.documentElement.classList.add("site-embed");
    addEventListener("click", (event) => {
      const full = event.target.closest("a.site-full");
      if (!full) return;
      const address = new URL(location.href);
      address.searchParams.delete("embed");
      full.href = address.href;
    }, true);
  }
  if (new URLSearchParams(location.search).get("lang") === "en") {
    speak("en");
    document.addEventListener("DOMContentLoaded", () => speak("en"));
  }
})();

// The kernel behind a dashboard: freed when the page is left; when it ends or the server is away, the page says so.
addEventListener("DOMContentLoaded", () => {
  const config = document.getElementById("jupyter-config-data");
  if (!config) return;
  const { baseUrl, kernelId } = JSON.parse(config.textContent);
  const gone = document.querySelector(".site-gone");
  const lost = document.querySelector(".site-lost");
  const PAUSE = 2000;
  let left = false;
  let wasAway = false;

  gone.querySelector("button").addEventListener("click", () => location.reload());
  addEventListener("pagehide", (event) => {
    if (event.persisted) return;
    left = true;
    navigator.sendBeacon(`${baseUrl}voila/api/shutdown/${kernelId}`);
  });

  const ended = () => {
    if (left) return;
    if (wasAway) location.reload();
    else gone.hidden = false;
  };
  const ask = async () => {
    const answer = await fetch(`${baseUrl}api/kernels/${kernelId}`).catch(() => null);
    if (answer?.ok) watch();
    else if (answer && answer.status < 500) ended();
    else {
      wasAway = true;
      lost.hidden = left;
      setTimeout(ask, PAUSE);
    }
  };
  const watch = () => {
    const socket = new WebSocket(new URL(`${baseUrl}voila/api/watch/${kernelId}`, location.href.replace(/^http/, "ws")));
    socket.onopen = () => {
      lost.hidden = true;
      wasAway = false;
    };
    socket.onclose = ({ code }) => left || (code === 4404 ? ended() : setTimeout(ask, PAUSE / 4));
  };
  watch();
});

// On a phone the row of dashboards scrolls: show the one that is open, once its letters have their width.
addEventListener("DOMContentLoaded", () =>
  document.fonts.ready.then(() => {
    const here = document.querySelector("nav [aria-current]");
    const row = here?.parentElement;
    if (row) row.scrollLeft = here.offsetLeft - row.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
  }),
);
