// Guards by typeof for what may be missing, so that it runs elsewhere too.
//
//     voxemu run testdata/check/ok/guards.js --do 'wait 1s; hangup'
if (typeof Modules !== 'undefined' && Modules.ApplicationStorage) require(Modules.ApplicationStorage);

var root = typeof globalThis !== 'undefined' ? globalThis : this;
var hasBuffer = typeof Buffer !== 'undefined';
var hasFetch = typeof fetch === 'function';

function encode(text) {
  if (hasBuffer) return Buffer.from(text).toString('base64');
  return base64_encode(text);
}

function request(url) {
  if (hasFetch) return fetch(url);
  return Net.httpRequestAsync(url);
}

if (typeof module === 'object' && module && module.exports) {
  module.exports = { encode: encode };
}

VoxEngine.addEventListener(AppEvents.CallAlerting, async function (e) {
  var call = e.call;
  call.addEventListener(CallEvents.Disconnected, function () {
    VoxEngine.terminate();
  });
  Logger.write(encode('Ada') + ' ' + (typeof window === 'undefined') + ' ' + Boolean(root.VoxEngine));
  try {
    await request('https://api.example.invalid/');
  } catch (err) {
    Logger.write(err);
  }
  if (typeof console !== 'undefined' && console.log) console.log('ready');
  call.answer();
});
