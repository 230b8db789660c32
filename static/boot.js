// Start-up, told in sentences. A classic script: it runs where modules and wasm do not.
(function () {
  var state = 'loading';
  // The languages: as an address has them, and as HTML has them. English is what trunk builds the page as;
  // another one has a wasm of its own, named in the head.
  var languages = { en: 'en', zh: 'zh-Hans', es: 'es' };
  function kept(name) {
    // In some frames nobody may ask.
    try { return localStorage.getItem('raft-lunch-' + name); } catch (error) { return null; }
  }
  /** The first of these tags whose language there is: zh-TW is zh. */
  function spoken(tags) {
    for (var i = 0; i < tags.length; i += 1) {
      var name = String(tags[i]).toLowerCase().split(/[-_]/)[0];
      if (Object.prototype.hasOwnProperty.call(languages, name)) return name;
    }
    return 'en';
  }
  // In raft-lunch.html all is inside, this script too, and one language. A CDN that puts scripts off may run this
  // one as nobody's.
  var script = document.currentScript;
  var isOneFile = Boolean(script) && !script.src;
  // What the address asks for, else what the reader once chose, else what their browser prefers.
  var asked = /[?&]lang=([\w-]*)/.exec(location.search);
  var language = isOneFile ? 'en' : spoken([asked && asked[1], kept('language')].concat(navigator.languages || navigator.language));
  document.documentElement.lang = languages[language];
  /** What the head names for this language. */
  function named(name) {
    var meta = document.querySelector('meta[name=' + name + (language === 'en' ? '' : '-' + language) + ']');
    return new URL(meta.content, document.baseURI).href;
  }
  function fetchEarly(rel, href, as) {
    var link = document.createElement('link');
    link.rel = rel;
    if (as) link.as = as;
    link.crossOrigin = '';
    link.href = href;
    document.head.appendChild(link);
  }
  // The picture that came with the page is the story's first moment, in English and with the lunch: the address may
  // ask for another, and so may what was chosen before.
  var isOther = language !== 'en' || kept('view') !== null || location.hash.length > 1 || /[?&]((seed|servers|start|embed|lesson|card|practice|scenario|view|theme|team)\b|door=(?!story(&|$)))/.test(location.search);
  function mark(start) { document.documentElement.setAttribute('data-start', isOther ? 'other' : start); }
  mark(state);
  function byId(id) { return document.getElementById(id); }
  function show(id, yes) { if (byId(id)) byId(id).hidden = !yes; }
  function whenParsed(act) {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', act);
    else act();
  }
  function failed(why, detail) {
    if (state !== 'loading') return;
    state = 'failed';
    mark(state);
    whenParsed(function () {
      show('boot-loading', false);
      show('boot-' + why, true);
      if (detail && byId('boot-detail')) byId('boot-detail').textContent = '(' + detail + ')';
      if (why === 'lost' && !isOneFile) lookForCause();
    });
  }
  /** Asks for the parts again, by their heads alone: some causes show in the answer. */
  function lookForCause() {
    function found(cause) {
      show('boot-part', false);
      show('boot-' + cause, true);
    }
    [named('page-script'), named('page-wasm')].forEach(function (part) {
      fetch(part, { method: 'HEAD', redirect: 'manual' }).then(function (answer) {
        var isPage = answer.ok && /^text\/html/.test(answer.headers.get('content-type'));
        if (isPage || answer.status === 401 || answer.type === 'opaqueredirect') found('login');
      }, function () {
        // A frame without an origin is a stranger to its own host.
        if (window.origin === 'null') found('sandbox');
      });
    });
  }
  function started() {
    state = 'started';
    var boot = byId('boot');
    if (boot) boot.parentNode.removeChild(boot);
    dispatchEvent(new Event('raft-lunch-started'));
  }
  function thrown(error) {
    if (state !== 'started') failed('lost', error);
    else if (error instanceof WebAssembly.RuntimeError) {
      // A panic has said more already.
      var told = byId('crashed-message');
      if (!told.textContent) told.textContent = error.stack || error;
      show('crashed', true);
    }
  }
  window.raftLunchBoot = {
    language: language,
    failed: function (reason) { failed('lost', reason); },
    started: started
  };
  addEventListener('error', function (event) {
    if (event.target === window) thrown(event.error || event.message);
    else if (event.target.tagName === 'SCRIPT') failed('lost');
  }, true);
  addEventListener('unhandledrejection', function (event) { thrown(event.reason); });
  addEventListener('click', function (event) {
    // What is pressed may be inside of the button: an element of a translation.
    var button = event.target.closest && event.target.closest('.notice button');
    if (!button) return;
    if (button.className !== 'reload' && !button.value) return show('translated', false);
    if (button.value) {
      var address = new URL(location.href);
      address.searchParams.set('lang', button.value);
      history.replaceState(null, '', address);
    }
    location.reload();
  });
  /** A browser that translates the page swaps its texts for others, which then no longer change. It marks the document. */
  function watchForTranslation() {
    var root = document.documentElement;
    new MutationObserver(function () {
      if (!/\btranslated-/.test(root.className) && root.lang === languages[language]) return;
      var notice = byId('translated');
      notice.lang = languages[language];
      // The one file has no other language.
      notice.querySelectorAll('[value]').forEach(function (button) { button.hidden = isOneFile && button.value !== language; });
      notice.hidden = false;
    }).observe(root, { attributes: true, attributeFilter: ['class', 'lang'] });
  }
  setTimeout(function () { if (state === 'loading') show('boot-slow', true); }, 15000);
  // A browser fetches nothing from the disk.
  if (location.protocol === 'file:' && !isOneFile) failed('file');
  else if (typeof WebAssembly !== 'object' || !('noModule' in document.createElement('script'))) failed('old');
  else if (!isOneFile) {
    fetchEarly('modulepreload', named('page-script'));
    fetchEarly('preload', named('page-wasm'), 'fetch');
  }
  whenParsed(watchForTranslation);
  // static/start.js waits for this where it was there first.
  dispatchEvent(new Event('raft-lunch-booted'));
})();
