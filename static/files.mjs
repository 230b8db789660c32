// What is needed only when a reader opens, saves or sends a run: the page fetches this
// file then, and it fetches the module that knows scenario files.
const near = (name) => new URL(name, import.meta.url);

let scenarios;
const decoder = () =>
  (scenarios ??= import(near('scenario-files.js'))
    .then(async (module) => {
      await module.default();
      return module;
    })
    .catch(() => {
      // The next one who asks tries again.
      scenarios = undefined;
      throw new Error('This part of the page did not arrive. Try again.');
    }));

async function fetched(name) {
  const answer = await fetch(near(`scenarios/${name}`)).catch(() => null);
  if (!answer?.ok) throw new Error('This scenario did not arrive. Try again.');
  return answer.text();
}

const open = async (text) => (await decoder()).open(text);

const does = {
  /** Opens the scenario in this text. */
  open,
  /** Opens one of the scenarios that come with the page. */
  fetch: async (name) => open(await fetched(name)),
  /** Opens the file that was chosen in this field. */
  read: async (field) => {
    const [file] = field.files;
    if (!file) throw new Error('No file was chosen.');
    if (file.size > 1 << 20) throw new Error('This file is too large for a scenario.');
    const text = await file.text();
    field.value = '';
    return open(text);
  },
  /** Hands the run of a link, made from this script, to the reader as a file. */
  save: async ([bytes, source]) => {
    const text = (await decoder()).save(bytes, source);
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    link.download = 'raft-lunch.json';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  },
  /** Puts this text into the clipboard. */
  copy: (text) => navigator.clipboard.writeText(text),
  /** Writes the list of scenarios into this place, once. */
  list: async (place) => {
    const all = JSON.parse(await fetched('index.json'));
    place.replaceChildren(
      ...all.map(({ file, title, about }) => {
        const line = document.createElement('li');
        const button = document.createElement('button');
        button.dataset.scenario = file;
        button.textContent = title;
        const words = document.createElement('small');
        words.textContent = about;
        line.append(button, words);
        return line;
      }),
    );
  },
};

window.raftLunchFiles = (what, input, done) =>
  Promise.resolve()
    .then(() => does[what](input))
    .then(
      (result) => done(null, result),
      (error) => done(String(error?.message ?? error), null),
    );
