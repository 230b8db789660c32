// <raft-lunch>, as docs/embedding.md has it: a poster of the player's height, and on a click the
// page in a frame.
(() => {
  // There are none where a server draws the page.
  if (!globalThis.customElements || customElements.get('raft-lunch')) return;

  const script = document.currentScript || document.querySelector('script[src*="embed.js"]');
  const home = script ? script.src : document.baseURI;
  const PASSED = ['scenario', 'lesson', 'card', 'view', 'theme', 'lang', 'start', 'door', 'seed', 'servers', 'team'];
  const PLAY = { en: 'Play', es: 'Reproducir', zh: '播放' };

  // The frame that plays: the others wait.
  let playing = null;

  // Heights are those of styles/embed.css.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { display: block; container-type: inline-size; color-scheme: light dark; --more: 0px; }
    :host([hidden]) { display: none; }
    :host([theme=light]) { color-scheme: light; }
    :host([theme=dark]) { color-scheme: dark; }
    :host([scenario]) { --more: 44px; }
    :host([lesson]) { --more: 384px; }
    .box { --pictures: min(100cqw * 5 / 12, 440px); --rest: 157px; position: relative; display: flex;
      flex-direction: column; height: calc(var(--pictures) + var(--rest) + var(--more)); overflow: hidden;
      border-radius: 12px; background: light-dark(#fffdf8, #211c16); color: light-dark(#2a2018, #f3eadb);
      box-shadow: 0 0 0 1px light-dark(#ddd0b9, #3d3428); font: 600 19px/1.3 Charter, Georgia, serif; }
    .one { --pictures: min(100cqw * 5 / 6, 440px); }
    .drawn { --pictures: 511px; }
    .drawing { flex: none; height: var(--pictures); overflow: hidden; --room: light-dark(#fbf3e3, #2a1e15); --lab: light-dark(#f0f4f7, #121a20);
      background: linear-gradient(90deg, var(--room) 50%, var(--lab) 50%); }
    .lunch .drawing { background: var(--room); }
    .cluster .drawing { background: var(--lab); }
    img { display: block; width: 100%; height: 100%; }
    .one img { width: min(100%, 528px); margin: auto; }
    p { flex: 1; margin: 0; padding: 0 12px; text-align: center; align-content: center; }
    button { align-self: center; min-height: 44px; margin-bottom: 16px; padding: 0 28px; border: 0; border-radius: 99px;
      background: light-dark(#9c3b14, #ffb27a); color: light-dark(#fff, #24150b); font: 700 17px system-ui, sans-serif;
      cursor: pointer; }
    button::after { content: ""; position: absolute; inset: 0; }
    button:focus-visible { outline: 3px solid light-dark(#0b57c4, #8ec5ff); outline-offset: 2px; }
    iframe { display: block; width: 100%; height: 100%; border: 0; }
    @container (max-width: 639px) {
      .box { --pictures: min(100cqw * 5 / 6, 440px); --rest: 173px; }
      .both .drawing { background: var(--room); }
      .both img { width: 200%; }
      .drawn { --pictures: 550px; }
    }
    @container (max-width: 479px) { .box { --rest: 177px; } .both { --rest: 219px; } p { font-size: 16px; } }`);

  customElements.define('raft-lunch', class extends HTMLElement {
    static observedAttributes = [...PASSED, 'run', 'src'];

    connectedCallback() {
      if (!this.shadowRoot) {
        this.attachShadow({ mode: 'open' }).adoptedStyleSheets = [sheet];
        // Where the script is there before the element, its text comes after it.
        this.shadowRoot.addEventListener('slotchange', () => this.caption());
      }
      this.hear = (event) => this.heard(event);
      addEventListener('message', this.hear);
      this.poster();
    }

    disconnectedCallback() {
      removeEventListener('message', this.hear);
      this.stop();
      this.shadowRoot.replaceChildren();
    }

    attributeChangedCallback(name, old, value) {
      if (old === value || !this.isConnected || !this.box) return;
      if (name === 'theme' && this.frame) this.send({ type: 'theme', theme: value || 'auto' });
      else this.poster();
    }

    /** The poster, in place of a frame too. */
    poster() {
      this.stop();
      const view = this.getAttribute('view');
      this.playWord = PLAY[(this.getAttribute('lang') || 'en').slice(0, 2)] || PLAY.en;
      this.box = document.createElement('div');
      this.box.className = `box ${{ lunch: 'one lunch', cluster: 'one cluster', spacetime: 'drawn' }[view] || 'both'}`;
      this.box.innerHTML = `<div class="drawing"><img alt="" loading="lazy"></div><p></p><button type="button">▶ ${this.playWord}</button><slot hidden></slot>`;
      this.draw(this.box.querySelector('img'), view);
      this.box.querySelector('button').onclick = () => {
        this.start();
        this.frame.focus();
      };
      this.caption();
      this.shadowRoot.replaceChildren(this.box);
    }

    /** What it is about, as the text inside says. */
    caption() {
      this.about = this.textContent.trim() || 'Raft Lunch';
      if (this.frame) return;
      this.box.querySelector('p').textContent = this.about;
      this.box.querySelector('button').setAttribute('aria-label', `${this.playWord}: ${this.about}`);
    }

    /** The first moment of what ships; for anything else, the story's. */
    draw(picture, view) {
      const half = view === 'lunch' || view === 'cluster' ? `#${view}` : '';
      const named = (name) => new URL(`posters/${name}.svg${half}`, this.home).href;
      const kind = this.hasAttribute('run') ? '' : ['scenario', 'lesson'].find((it) => /^[\w-]+$/.test(this.getAttribute(it) || ''));
      picture.onerror = () => {
        picture.onerror = null;
        picture.src = named('story');
      };
      picture.src = named(kind ? `${kind}-${this.getAttribute(kind)}` : 'story');
    }

    /** The folder of the page. */
    get home() {
      const url = new URL(this.getAttribute('src') || '.', home);
      if (!/(\/|\.html)$/.test(url.pathname)) url.pathname += '/';
      return url;
    }

    /** The page itself, in the poster's place. */
    start() {
      const url = this.home;
      url.searchParams.set('embed', '1');
      for (const name of PASSED) {
        if (this.hasAttribute(name)) url.searchParams.set(name, this.getAttribute(name));
      }
      if (this.hasAttribute('run')) url.hash = `run=${this.getAttribute('run')}`;
      this.origin = url.origin === 'null' ? '*' : url.origin;
      this.frame = document.createElement('iframe');
      this.frame.title = this.about;
      this.frame.allow = 'clipboard-write; fullscreen';
      this.frame.src = url.href;
      this.box.replaceChildren(this.frame);
      this.waiting = [];
    }

    stop() {
      if (playing === this) playing = null;
      this.frame = null;
    }

    /** Sends a message to the frame, which starts for it and hears it once it is ready: { type: 'seek', ms: 20 }. */
    send(message) {
      if (!this.frame) this.start();
      if (this.waiting) this.waiting.push(message);
      else this.frame.contentWindow.postMessage({ raftLunch: 1, ...message }, this.origin);
    }

    heard({ source, origin, data }) {
      if (!this.frame || source !== this.frame.contentWindow) return;
      if (this.origin !== '*' && origin !== this.origin || !data || data.raftLunch !== 1) return;
      const { type, height } = data;
      if (type === 'height' && height > 0) this.box.style.height = `${Math.min(Math.max(height, 320), 2000)}px`;
      if (type === 'ready' && this.waiting) {
        const waiting = this.waiting;
        this.waiting = null;
        // A lesson is read first.
        if (!this.hasAttribute('lesson')) this.send({ type: 'play' });
        waiting.forEach((message) => this.send(message));
      }
      if (type === 'pause' && playing === this) playing = null;
      if (type === 'play' && playing !== this) {
        if (playing) playing.send({ type: 'pause' });
        playing = this;
      }
      this.dispatchEvent(new CustomEvent(`raft-lunch-${type}`, { detail: data, bubbles: true }));
    }
  });
})();
