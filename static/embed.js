// <raft-lunch>, as docs/embedding.md has it: a poster of the player's height, and on a click the
// page in a frame.
(() => {
  // There are none where a server draws the page.
  if (!globalThis.customElements || customElements.get('raft-lunch')) return;

  const script = document.currentScript || document.querySelector('script[src*="embed.js"]');
  const home = script ? script.src : document.baseURI;
  const PASSED = ['scenario', 'lesson', 'card', 'view', 'theme', 'lang', 'start', 'door', 'seed', 'servers', 'team'];
  const PLAY = { en: 'Play', es: 'Reproducir', zh: '播放' };
  const COLORS = ['#e69f00', '#56b4e9', '#009e73', '#f0e442', '#0072b2'];
  const PLACES = [[180, 58], [303, 118], [258, 222], [102, 222], [57, 118]];

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
    svg { flex: none; width: 100%; height: var(--pictures); background: light-dark(#fbf3e3, #2a1e15); }
    .lab { fill: light-dark(#f0f4f7, #121a20); }
    p { flex: 1; margin: 0; padding: 0 12px; text-align: center; align-content: center; }
    button { align-self: center; min-height: 44px; margin-bottom: 16px; padding: 0 28px; border: 0; border-radius: 99px;
      background: light-dark(#9c3b14, #ffb27a); color: light-dark(#fff, #24150b); font: 700 17px system-ui, sans-serif;
      cursor: pointer; }
    button::after { content: ""; position: absolute; inset: 0; }
    button:focus-visible { outline: 3px solid light-dark(#0b57c4, #8ec5ff); outline-offset: 2px; }
    iframe { display: block; width: 100%; height: 100%; border: 0; }
    @container (max-width: 639px) {
      .box { --pictures: min(100cqw * 5 / 6, 440px); --rest: 173px; }
      .both svg { width: 200%; }
      .drawn { --pictures: 550px; }
    }
    @container (max-width: 479px) { .box { --rest: 177px; } .both { --rest: 219px; } p { font-size: 16px; } }`);

  const drawn = (view) => {
    const table = PLACES.map(([x, y], i) => `<g transform="translate(${x} ${y})"><path fill="${COLORS[i]}"
      d="M-22 34c0-28 8-34 22-34s22 6 22 34z"/><circle cy="-12" r="14" fill="#e3b184"/></g>`).join('');
    const ring = PLACES.map(([x, y], i) => `<path d="M${x} ${y}L${PLACES[(i + 1) % 5]}M${x} ${y}L${PLACES[(i + 2) % 5]}"/>`);
    const servers = PLACES.map(([x, y], i) => `<g transform="translate(${x} ${y})"><rect x="-28" y="-20" width="56" height="40"
      rx="5" fill="#fff"/><path fill="${COLORS[i]}" stroke="none" d="M-26-18h52v12h-52z"/><path fill="none" d="M-20 0h14v14h-14z"/></g>`);
    const lunch = `<g stroke="#1f1712" stroke-width="2"><ellipse cx="180" cy="160" rx="118" ry="72" fill="#d9a86c"/>${table}</g>`;
    const cluster = `<g stroke="#8b9ca8" stroke-width="2">${ring.join('')}${servers.join('')}</g>`;
    const ground = '<path class="lab" d="M0 0h360v300H0z"/>';
    const inside = { lunch, cluster: ground + cluster }[view]
      || `${lunch}<g transform="translate(360)">${ground}${cluster}</g>`;
    return `<svg viewBox="0 0 ${view === 'lunch' || view === 'cluster' ? 360 : 720} 300" aria-hidden="true">${inside}</svg>`;
  };

  customElements.define('raft-lunch', class extends HTMLElement {
    static observedAttributes = [...PASSED, 'run', 'src'];

    connectedCallback() {
      if (!this.shadowRoot) this.attachShadow({ mode: 'open' }).adoptedStyleSheets = [sheet];
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
      const play = PLAY[(this.getAttribute('lang') || 'en').slice(0, 2)] || PLAY.en;
      const about = this.textContent.trim() || 'Raft Lunch';
      this.box = document.createElement('div');
      this.box.className = `box ${{ lunch: 'one', cluster: 'one', spacetime: 'drawn' }[view] || 'both'}`;
      this.box.innerHTML = `${drawn(view)}<p></p><button type="button">▶ ${play}</button>`;
      this.box.querySelector('p').textContent = about;
      const button = this.box.querySelector('button');
      button.setAttribute('aria-label', `${play}: ${about}`);
      button.onclick = () => this.start(about);
      this.shadowRoot.replaceChildren(this.box);
    }

    /** The page itself, in the poster's place. */
    start(title = 'Raft Lunch') {
      const url = new URL(this.getAttribute('src') || '.', home);
      url.searchParams.set('embed', '1');
      for (const name of PASSED) {
        if (this.hasAttribute(name)) url.searchParams.set(name, this.getAttribute(name));
      }
      if (this.hasAttribute('run')) url.hash = `run=${this.getAttribute('run')}`;
      this.origin = url.origin === 'null' ? '*' : url.origin;
      this.frame = document.createElement('iframe');
      this.frame.title = title;
      this.frame.allow = 'clipboard-write; fullscreen';
      this.frame.src = url.href;
      this.box.replaceChildren(this.frame);
      this.frame.focus();
      this.fresh = true;
    }

    stop() {
      if (playing === this) playing = null;
      this.frame = null;
    }

    /** Sends a message to the frame: { type: 'seek', ms: 20 }. */
    send(message) {
      if (this.frame) this.frame.contentWindow.postMessage({ raftLunch: 1, ...message }, this.origin);
    }

    heard({ source, origin, data }) {
      if (!this.frame || source !== this.frame.contentWindow) return;
      if (this.origin !== '*' && origin !== this.origin || !data || data.raftLunch !== 1) return;
      const { type, height } = data;
      if (type === 'height' && height > 0) this.box.style.height = `${Math.min(Math.max(height, 320), 2000)}px`;
      // A lesson is read first.
      if (type === 'ready' && this.fresh && !this.hasAttribute('lesson')) this.send({ type: 'play' });
      if (type === 'ready') this.fresh = false;
      if (type === 'pause' && playing === this) playing = null;
      if (type === 'play' && playing !== this) {
        if (playing) playing.send({ type: 'pause' });
        playing = this;
      }
      this.dispatchEvent(new CustomEvent(`raft-lunch-${type}`, { detail: data, bubbles: true }));
    }
  });
})();
