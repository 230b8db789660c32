// Start-up, told in sentences. A classic script: it runs where modules and wasm do not.
(function () {
  var state = 'loading';
  // The picture that came with the page is the story's first moment: the address may ask for another.
  var isOther = location.hash.length > 1 || /[?&]((seed|servers|start|embed|lesson|card|practice|scenario|view|theme)\b|door=(?!story(&|$)))/.test(location.search);
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
    failed: function (reason) { failed('lost', reason); },
    started: started
  };
  addEventListener('error', function (event) {
    if (event.target === window) thrown(event.error || event.message);
    else if (event.target.tagName === 'SCRIPT') failed('lost');
  }, true);
  addEventListener('unhandledrejection', function (event) { thrown(event.reason); });
  addEventListener('click', function (event) {
    if (event.target.className === 'reload') location.reload();
  });
  setTimeout(function () { if (state === 'loading') show('boot-slow', true); }, 15000);
  // A browser fetches nothing from the disk. In raft-lunch.html all is inside, this script too.
  if (location.protocol === 'file:' && document.currentScript.src) failed('file');
  else if (typeof WebAssembly !== 'object' || !('noModule' in document.createElement('script'))) failed('old');
})();
