// What others change, as it happens: one stream for all tabs of a browser, because HTTP/1.1 allows six connections to a
// host. The tab that holds the lock listens and tells the others; each acts on what it shows.
'use strict';

(() => {
  const handOver = 700;     // the least time between two notices to the app
  const silence = 45_000;   // after which the stream is taken to be dead: the server shows life every 20 s
  const askEvery = 30_000;  // where there is none
  const retryAfter = 60_000; // a stream that was refused
  const encoder = new TextEncoder();
  const tabs = globalThis.BroadcastChannel && new BroadcastChannel('stuticket live');

  let person = '', since = '', heard = 0; // whose page, the last event that was seen, and when anything was
  let stop = () => {}, revive = () => {}; // of this tab's part in it

  // --- the title says how much waits to be seen
  let title = document.title, waiting = 0;
  const missed = new Set(); // tickets that changed while nobody looked at this tab
  let outdated = false;     // something else did
  function showTitle() {
    const count = missed.size + waiting;
    document.title = count ? `(${count}) ${title}` : title;
  }

  // --- what has come, handed over at most so often
  const pending = new Map();
  let open = 0, renew = false, timer = 0, last = 0;
  function came(type, data) {
    heard = Date.now();
    if (type === 'alive') return;
    if (type === 'changes') {
      const { tickets, open_tickets } = JSON.parse(data);
      open = open_tickets;
      for (const ticket of tickets) {
        const before = pending.get(ticket.number) ?? { version: 0 };
        pending.set(ticket.number, { ...ticket, version: Math.max(ticket.version, before.version), internal: ticket.internal || before.internal, present: ticket.present || before.present });
      }
    } else {
      renew = true;
    }
    timer ||= setTimeout(tell, Math.max(0, last + handOver - heard));
  }
  function tell() {
    timer = 0;
    last = Date.now();
    if (document.hidden) {
      for (const { number, version, internal } of pending.values()) if (version || internal) missed.add(number);
      outdated ||= renew;
      showTitle();
    } else if (renew) {
      Module._on_refresh(1);
    } else {
      const lines = [...pending.values()].map(({ number, department, version, internal, present }) => `${number} ${department} ${version} ${internal ? 1 : 0} ${present ? 1 : 0}\n`).join('');
      Stu.lend(encoder.encode(lines), (from, length) => Module._on_changes(open, from, length));
    }
    pending.clear();
    renew = false;
    Stu.kick();
  }

  // --- the one tab that listens
  function listen(signal) {
    return new Promise((done) => {
      let source, again;
      function begin() {
        clearTimeout(again);
        source?.close();
        source = new EventSource(`/api/changes.listen?${new URLSearchParams({ person, since })}`);
        for (const name of ['alive', 'changes', 'refresh', 'ended']) source.addEventListener(name, heardOf);
        source.onerror = () => { if (source.readyState === EventSource.CLOSED) again = setTimeout(begin, retryAfter * (0.5 + Math.random())); };
      }
      function heardOf({ type: name, data, lastEventId }) {
        const type = since ? name : 'refresh'; // what was read before the first event may be older than it
        since = lastEventId || since;
        tabs.postMessage({ person, since, type, data });
        came(type, data);
      }
      begin();
      revive = begin;
      signal.addEventListener('abort', () => {
        clearTimeout(again);
        source.close();
        revive = () => {};
        done();
      });
    });
  }
  if (tabs) tabs.onmessage = ({ data }) => {
    if (data.person !== person) return;
    since = data.since;
    came(data.type, data.data);
  };

  // --- a proxy that keeps streams back, or a server that has no room for one more: then the page asks
  setInterval(() => {
    if (!person || Date.now() - heard < silence) return;
    revive();
    if (document.hidden) return;
    Module._on_refresh(1);
    Stu.kick();
  }, askEvery);
  addEventListener('online', () => revive());

  globalThis.Stu ??= {};
  Stu.live = {
    /** This page is `who`'s from now on; what it shows was read after the event `position`. */
    follow(who, position) {
      if (who === person) return;
      stop();
      [person, since, heard] = [who, position, Date.now()];
      if (!who || !tabs || !navigator.locks) return;
      const control = new AbortController();
      stop = () => control.abort();
      navigator.locks.request(`stuticket live ${who}`, { signal: control.signal }, () => listen(control.signal)).catch(() => {});
    },
    /** Somebody looks at this page again: whether anything changed meanwhile. */
    cameBack() {
      const any = missed.size > 0 || outdated;
      missed.clear();
      outdated = false;
      showTitle();
      return any;
    },
    setTitle(text) { title = text; showTitle(); },
    setWaiting(count) { waiting = count; showTitle(); },
  };
})();
