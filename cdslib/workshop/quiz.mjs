// Native radio buttons in a named group; the reason is spoken and shown as soon as something is chosen.
let serial = 0;

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function drawQuestion(model, question, place, words) {
  const answer = element("p", { className: "cds-quiz-answer" });
  answer.setAttribute("role", "status");
  const say = (code) => {
    const chosen = question.choices.find((choice) => choice.code === code);
    if (!chosen) return;
    answer.dataset.right = chosen.right;
    answer.textContent = `${chosen.right ? words.right : words.wrong} ${chosen.reason}`;
  };
  const group = `cds-quiz-${(serial += 1)}`;
  const before = model.get("answers")[place];
  const labels = question.choices.map(({ code, text }) => {
    const radio = element("input", { type: "radio", name: group, value: code, checked: code === before });
    radio.addEventListener("change", () => {
      model.set("answers", model.get("answers").map((one, at) => (at === place ? code : one)));
      model.save_changes();
      say(code);
    });
    return element("label", {}, radio, element("span", { textContent: text }));
  });
  say(before);
  const legend = element("legend", { textContent: `${place + 1}. ${question.text}` });
  return element("fieldset", {}, legend, ...labels, answer);
}

export default {
  render({ model, el }) {
    const { questions, words, lang } = model.get("content");
    const box = element("section", { className: "cds-quiz", lang });
    box.setAttribute("aria-label", words.heading);
    box.append(...questions.map((question, place) => drawQuestion(model, question, place, words)));
    // JupyterLab takes arrows and letters for its own commands unless they stay here.
    box.addEventListener("keydown", (event) => event.stopPropagation());
    el.append(box);
  },
};
