// What random programs lean on. Each is this text, then steps, then begin().
Object.values(Modules).forEach((m) => require(m));
const terminate = VoxEngine.terminate;
const mine = new Error('mine');
const steps = {};
const pools = {};
const all = [];
let count = 0;

// Each class's objects can be made without luck, too.
const make = {
	Call: () => VoxEngine.callPSTN('15550201', '15550100'),
	Player: () => VoxEngine.createTTSPlayer('Hello there'),
	SequencePlayer: () => VoxEngine.createSequencePlayer({ segments: [{ text: 'One' }, { text: 'Two' }] }),
	Recorder: () => VoxEngine.createRecorder(),
	ConferenceRecorder: () => VoxEngine.createRecorder({ video: true, videoParameters: { mixing: true } }),
	Conference: () => VoxEngine.createConference(),
	Endpoint: () => pick('Conference', 0).add({ call: pick('Call', 0), mode: 'FORWARD', direction: 'BOTH', scheme: {} }),
	ASR: () => VoxEngine.createASR({ profile: ASRProfileList.Google.en_US }),
	StreamingAgent: () => VoxEngine.createStreamingAgent({ protocol: 'RTMP', url: 'rtmp://stream.example.com/live' }),
	WebSocket: () => VoxEngine.createWebSocket('wss://echo.example.com'),
	ACDRequest: () => VoxEngine.enqueueACDRequest('support', '15550100'),
	SmartQueueTask: () => VoxEngine.enqueueTask({ queue: { name: 'support' } }),
	IVRState: () => new IVRState('menu', { type: 'select', prompt: { say: 'Press one' }, nextStates: {} }, () => {}),
	'AMD.AnsweringMachineDetector': () => AMD.create({ model: AMD.Model.US, call: pick('Call', 0) }),
	'Net.HttpRequestOptions': () => new Net.HttpRequestOptions(),
};
const sources = {
	call: 'Call', operatorCall: 'Call', agentCall: 'Call', player: 'Player', sequencePlayer: 'SequencePlayer', asr: 'ASR', recorder: 'Recorder',
	conference: 'Conference', endpoint: 'Endpoint', websocket: 'WebSocket', request: 'ACDRequest', task: 'SmartQueueTask',
	streamingAgent: 'StreamingAgent', amd: 'AMD.AnsweringMachineDetector',
};

function strange(e) {
	if (e !== mine && !(e instanceof Error)) Logger.write('STRANGE: ' + typeof e);
}
function keep(type, v) {
	if (v === null || typeof v !== 'object' && typeof v !== 'function') return;
	(pools[type] = pools[type] || []).push(v);
	all.push(v);
	if (v instanceof Promise) v.then((x) => keep(type, x), () => {});
}
function pick(type, i) {
	let pool = pools[type];
	if (!pool && make[type]) {
		keep(type, make[type]());
		pool = pools[type];
	}
	return pool && pool[i % pool.length];
}
function pickAny(i) {
	return all.length ? all[i % all.length] : VoxEngine;
}
function run(moment) {
	for (const [type, f] of steps[moment]) {
		if (++count > 150) return;
		try {
			keep(type, f());
		} catch (e) {
			strange(e);
		}
	}
}
function hear(e) {
	if (++count > 150) return;
	JSON.stringify(e);
	for (const k in e) keep(sources[k], e[k]);
	run('event');
}

const functions = [
	hear, hear, hear, () => {}, () => { throw mine; }, async (e) => hear(e), async () => { throw mine; }, terminate, () => terminate(),
	function* () { yield 1; }, class {}, (x) => String(x),
];
const texts = [
	'15550201', '15550100', '+15550202', '15550203', 'anna', 'sip:ben@example.com', 'support', 'empty', 'https://example.com/a.mp3',
	'https://example.com/', 'wss://echo.example.com', 'Hello. How are you?', '{"a": [1]}', 'en-US', 'SGVsbG8=', '4a4b', '12#*p', 'default',
	'utf-8', 'Europe/Berlin', 'application/json', 'US', '425@-19;5(1/4/1)', 'room',
];
const cyclic = { a: 1 };
cyclic.self = cyclic;
const revoked = Proxy.revocable({}, {});
revoked.revoke();
const odd = [
	undefined, null, NaN, -1, 0, 1.5, 1e308, -Infinity, 2 ** 53, 2 ** 31, 10n, true, false, '', ' ', 'x'.repeat(3000), '\ud800', 'a\0b\r\nc', '-5', 'é…😀',
	Symbol('odd'), [], [[], {}], [1, 'a', null], {}, cyclic, Object.freeze({}), Object.create(null), new Date(NaN), /a/g, new Map([[1, 2]]),
	new Uint8Array(4), new ArrayBuffer(8), Promise.resolve(1), globalThis, Modules, CallEvents, 'sip:', '://', revoked.proxy,
];
const traps = [
	() => ({ toString() { throw mine; }, valueOf() { throw mine; } }),
	() => ({ toString: null, valueOf: null }),
	() => ({ [Symbol.toPrimitive]() { return {}; } }),
	() => ({ toString() { run('event'); return '15550201'; } }),
	() => ({ toString() { terminate(); return '1'; }, valueOf() { terminate(); return 1; } }),
	() => new Proxy({}, { get() { throw mine; } }),
	() => new Proxy({}, { ownKeys() { throw mine; } }),
	() => new Proxy({}, { get: (t, k) => typeof k === 'symbol' ? undefined : k === 'toString' ? () => '1' : new Proxy({}, {}) }),
	() => new Proxy({}, { get(t, k) { run('event'); return typeof k === 'string' && k !== 'toString' ? '5' : t[k]; } }),
	() => new Proxy(function () {}, { apply() { throw mine; }, get() { return undefined; } }),
	() => new Proxy([], { get: (t, k) => k === 'length' ? 3000 : undefined }),
	() => { const a = [1]; a[5] = 2; a.length = 300; return a; },
	() => Object.create(pickAny(count)),
	() => ({ get length() { throw mine; }, get call() { return pickAny(count); }, get headers() { return pickAny(count + 1); } }),
];

const meddle = [
	(o) => JSON.stringify(o), (o) => String(o), (o) => Object.keys(o).concat(Reflect.ownKeys(o)), (o) => { for (const k in o) String(o[k]); },
	(o) => Object.freeze(o), (o, v) => Object.setPrototypeOf(o, v), (o, v) => Object.defineProperty(o, 'id', { get: () => v }),
	(o, v) => { o.id = o.addEventListener = v; }, (o) => { delete o.id; delete o.say; }, (o) => new o.constructor(), (o) => Object.create(o).id(),
	(o, v) => Reflect.construct(Object, [], o.constructor)[v],
];

function begin() {
	[1, 2, 3].forEach(() => setTimeout(() => {}, 0)); // so that the numbers of the steps are none of the last timer's
	setTimeout(() => terminate(), 20000);
	VoxEngine.addEventListener(AppEvents.Started, (e) => { hear(e); run('started'); });
	VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
		hear(e);
		e.call.addEventListener(CallEvents.Connected, () => run('connected'));
		e.call.answer();
		run('alerting');
	});
	VoxEngine.addEventListener(AppEvents.Terminating, () => run('terminating'));
	VoxEngine.addEventListener(AppEvents.Terminated, () => run('terminated'));
	setTimeout(() => run('soon'), 120);
	setTimeout(() => run('later'), 2000);
	run('load');
}
