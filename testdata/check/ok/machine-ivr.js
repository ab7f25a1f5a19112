/**
 * Call centre entry point, in the style of generated code: a configuration, a logger, and a handler for each event.
 *
 *     voxemu run testdata/check/ok/machine-ivr.js --do 'wait-heard /press/i; press 3; wait-heard /press/i; press 1; wait 20s' --far testdata/check/ok/far.yaml
 */
// ==================== Modules ====================
require(Modules.ApplicationStorage);

// ==================== Configuration ====================
const CONFIG = Object.freeze({
  VOICE: VoiceList.Amazon.en_US_Joanna,
  MENU: {
    1: { name: 'Sales', number: '15550301' },
    2: { name: 'Support', number: '15550305' },
  },
  MAX_RETRIES: 3,
  INPUT_TIMEOUT_MS: 7000,
  STORAGE_TTL_SECONDS: 30 * 24 * 60 * 60,
});

// ==================== State ====================
const state = { call: null, outbound: null, retries: 0, inputTimer: null, isTerminating: false };

// ==================== Helpers ====================
/** Writes one line to the session log. */
function log(level, message, details) {
  Logger.write(`[${level}] ${message}${details ? ` ${JSON.stringify(details)}` : ''}`);
}

/** Ends the session once. */
function safeTerminate(reason) {
  if (state.isTerminating) return;
  state.isTerminating = true;
  log('INFO', 'terminating', { reason });
  VoxEngine.terminate();
}

function clearInputTimer() {
  if (state.inputTimer) {
    clearTimeout(state.inputTimer);
    state.inputTimer = null;
  }
}

async function saveChoice(callerId, choice) {
  try {
    await ApplicationStorage.put(`choice:${callerId}`, JSON.stringify({ choice, at: Date.now() }), CONFIG.STORAGE_TTL_SECONDS);
  } catch (error) {
    log('ERROR', 'the choice was not saved', { message: error.message });
  }
}

// ==================== Handlers ====================
function playMenu() {
  const options = Object.entries(CONFIG.MENU).map(([key, { name }]) => `for ${name}, press ${key}`);
  state.call.say(`Welcome. ${options.join('; ')}.`, { voice: CONFIG.VOICE });
  clearInputTimer();
  state.inputTimer = setTimeout(handleInputTimeout, CONFIG.INPUT_TIMEOUT_MS);
}

function handleInputTimeout() {
  state.retries += 1;
  if (state.retries >= CONFIG.MAX_RETRIES) {
    state.call.hangup();
    return;
  }
  playMenu();
}

async function handleTone(event) {
  clearInputTimer();
  const option = CONFIG.MENU[event.tone];
  if (!option) {
    handleInputTimeout();
    return;
  }
  state.call.handleTones(false);
  state.call.stopPlayback();
  await saveChoice(state.call.callerid(), event.tone);
  connectTo(option);
}

function connectTo({ name, number }) {
  log('INFO', `connecting to ${name}`);
  state.outbound = VoxEngine.callPSTN(number, state.call.callerid());
  state.outbound.addEventListener(CallEvents.Connected, () => VoxEngine.sendMediaBetween(state.call, state.outbound));
  state.outbound.addEventListener(CallEvents.Disconnected, () => safeTerminate('the agent hung up'));
  state.outbound.addEventListener(CallEvents.Failed, (event) => {
    log('WARN', 'no agent', { code: event.code, reason: event.reason });
    state.call.addEventListener(CallEvents.PlaybackFinished, () => safeTerminate('nobody was there'));
    state.call.say('All lines are busy.', { voice: CONFIG.VOICE });
  });
}

VoxEngine.addEventListener(AppEvents.CallAlerting, (event) => {
  state.call = event.call;
  state.call.addEventListener(CallEvents.Connected, () => {
    state.call.handleTones(true);
    playMenu();
  });
  state.call.addEventListener(CallEvents.ToneReceived, handleTone);
  state.call.addEventListener(CallEvents.Disconnected, () => safeTerminate('the caller hung up'));
  state.call.answer();
});
