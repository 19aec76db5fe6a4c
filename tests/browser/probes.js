// What the tests of accessibility ask of a page.
({
  /** Number what can be reached by Tab, in its order; of a group of radio buttons, one. */
  controls() {
    const all = [...document.querySelectorAll("a[href], button:enabled, input:enabled, select, summary, [tabindex]")];
    const reached = all
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.tabIndex >= 0)
      .filter((one) => one.type !== "radio" || one.checked);
    reached.forEach((one, place) => (one.dataset.place = place));
    return reached.length;
  },

  /** Say what has the focus: its number, its name, how it shows, whether something lies over it. */
  focused() {
    const one = document.activeElement;
    const look = getComputedStyle(one);
    const box = one.getClientRects()[0];
    const by = document.getElementById(one.getAttribute("aria-labelledby"));
    const label = one.labels?.[0]?.textContent;
    const middle = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, innerHeight) / 2);
    return {
      place: Number(one.dataset.place ?? -1),
      name: (one.getAttribute("aria-label") || by?.textContent || label || one.textContent).trim(),
      outline: look.outlineStyle === "none" ? 0 : parseFloat(look.outlineWidth),
      isCovered: box.height < innerHeight && !(one.contains(middle) || one.closest("label")?.contains(middle)),
      html: one.outerHTML.slice(0, 120),
    };
  },

  /** Return each text of each chart with its contrast to what lies behind it. */
  contrasts() {
    const paper = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const rgb = (colour) => {
      for (const fill of ["#fff", colour]) {
        paper.fillStyle = fill;
        paper.fillRect(0, 0, 1, 1);
      }
      return [...paper.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const linear = (part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    const light = (parts) => parts.reduce((sum, part, i) => sum + linear(part / 255) * [0.2126, 0.7152, 0.0722][i], 0);
    const mixed = (above, opacity, below) => above.map((part, i) => part * opacity + below[i] * (1 - opacity));
    const opacityOf = (one) => {
      let opacity = 1;
      for (let at = one; at?.closest?.("svg"); at = at.parentElement) opacity *= getComputedStyle(at).opacity;
      return opacity;
    };
    const white = [255, 255, 255];
    const behind = (text) => {
      const box = text.getBoundingClientRect();
      for (const one of document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2)) {
        const look = getComputedStyle(one);
        const isHalo = one !== text && one.tagName === "text" && look.stroke === "rgb(255, 255, 255)";
        if (isHalo || !(one instanceof SVGElement)) return white;
        const isShape = !one.closest("text") && !["svg", "g"].includes(one.tagName) && look.fill !== "none";
        const opacity = opacityOf(one) * look.fillOpacity;
        if (isShape && opacity > 0 && !look.fill.endsWith(", 0)")) return mixed(rgb(look.fill), opacity, white);
      }
      return white;
    };
    return [...document.querySelectorAll(".cds-chart svg text")]
      .filter((text) => text.textContent.trim() && getComputedStyle(text).stroke === "none")
      .map((text) => {
        const look = getComputedStyle(text);
        const ground = behind(text);
        const ink = mixed(rgb(look.fill), opacityOf(text) * look.fillOpacity, ground);
        const [dark, bright] = [light(ink), light(ground)].sort((a, b) => a - b);
        return [text.textContent.slice(0, 40), Math.round(((bright + 0.05) / (dark + 0.05)) * 100) / 100];
      });
  },

  /** Space the text out as readers may (WCAG 1.4.12). */
  space() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
      p { margin-bottom: 2em !important; }`);
    document.adoptedStyleSheets = [sheet];
  },

  unspace() {
    document.adoptedStyleSheets = [];
  },

  /** Return what is cut off at the edge of its box. */
  cutOff() {
    const isCut = (one) => {
      const look = getComputedStyle(one);
      const sideways = look.overflowX === "hidden" && one.scrollWidth > one.clientWidth + 1;
      const down = look.overflowY === "hidden" && one.scrollHeight > one.clientHeight + 1;
      return (sideways || down) && one.clientWidth > 1 && one.checkVisibility({ visibilityProperty: true });
    };
    const all = [...document.querySelectorAll("main *, header *, footer *")];
    return all.filter((one) => !one.closest(".cds-chart, svg") && isCut(one)).map((one) => one.outerHTML.slice(0, 160));
  },

  /** Count what stays at the top of the window and takes more than a third of it. */
  stuck() {
    return [...document.querySelectorAll("main *")]
      .filter((one) => getComputedStyle(one).position === "sticky" && !one.closest("table"))
      .map((one) => one.getBoundingClientRect())
      .filter((box) => box.top >= -1 && box.top < 12 && box.height > innerHeight / 3).length;
  },

  /** Return what moves, or would. */
  moving() {
    const moves = (look) =>
      (look.animationName !== "none" && look.animationDuration !== "0s") ||
      look.scrollBehavior === "smooth" ||
      look.transitionDuration.split(", ").some((time) => time !== "0s");
    const found = [...document.querySelectorAll("*")].filter((one) => moves(getComputedStyle(one)));
    return [...found.map((one) => one.outerHTML.slice(0, 120)), ...document.getAnimations().map(String)];
  },
})
