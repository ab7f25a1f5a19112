// The matchers of what came over a connection: messages, frames, mails, recordings.

// includes tells whether what came fits: a text or an expression is looked for in it, an object has to be a part of it.
function includes(want, text, whole) {
  if (isExpression(want) || typeof want !== 'object' || want === null) return fits(want, text);
  let value = whole;
  if (value === undefined) {
    try { value = JSON.parse(text); } catch { return false; }
  }
  return part(value, want);
}

// part compares field by field: expressions fit texts, a single value fits a list that has it.
function part(got, want) {
  if (isExpression(want)) return typeof got === 'string' ? fits(want, got) : Array.isArray(got) && got.some((one) => part(one, want));
  if (Array.isArray(got) && !Array.isArray(want) && !want?.asymmetricMatch) return got.some((one) => part(one, want));
  const plain = want && typeof want === 'object' && !Array.isArray(want) && !want.asymmetricMatch;
  if (!plain) return lib().equals(got, want);
  return got !== null && typeof got === 'object' && Object.keys(want).every((key) => part(got[key], want[key]));
}

const shownWant = (want) => (typeof want === 'object' && !(isExpression(want)) ? lib().format(want) : show(want));
const spoken = (heard) => heard.map((u) => `${u.side ?? u.from}: ${show(content(u))}`);

const ofConnections = {
  // toHaveReceived waits until a message has come to a party, or a frame to the far end of a WebSocket.
  async toHaveReceived(subject, not, error, note, want, { within } = {}) {
    const socket = subject instanceof WebSocketPeer;
    if (!socket && !isParty(subject)) throw wrong(error, 'toHaveReceived', subject, 'a party or app.webSocket(url)');
    const items = () => subject.received;
    const found = () => items().some((one) => (socket ? includes(want, one) : includes(want, one.text ?? one.body, one)));
    await waited(not, error, note, within, found, `a message that fits ${shownWant(want)}`,
      () => list('The messages were', items().map((one) => show(socket ? one : one.text ?? `${one.type} ${one.body}`))));
  },

  // toHaveSent waits until a mail was sent.
  async toHaveSent(subject, not, error, note, want = {}, { within } = {}) {
    if (!(subject instanceof Mail)) throw wrong(error, 'toHaveSent', subject, 'app.mail');
    await waited(not, error, note, within, () => subject.sent.some((m) => part(m, want)), `a mail with ${lib().format(want)}`,
      () => list('The mails were', subject.sent.map((m) => `to ${m.to.join(', ')}: ${show(m.title)} (${m.code})`)));
  },

  // toHaveRecorded waits until a recording is over that has something in it.
  async toHaveRecorded(subject, not, error, note, want, { within } = {}) {
    if (!(subject instanceof Session)) throw wrong(error, 'toHaveRecorded', subject, 'a session');
    const found = () => subject.recordings.some((r) => want === undefined || r.heard.some((u) => includes(want, content(u), u)));
    await waited(not, error, note, within, found, `a recording${want === undefined ? '' : ` with ${shownWant(want)}`}`,
      () => list('The recordings have', subject.recordings.map((r) => `${r.name}: ${spoken(r.heard).join('; ')}`)));
  },
};

adopt(ofConnections);
