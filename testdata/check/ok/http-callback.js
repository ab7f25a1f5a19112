// Requests with callbacks, an old options object, and headers as texts. They are HTTP headers, and need no X- before their names.
//
//     voxemu run testdata/check/ok/http-callback.js --secret CRM_KEY=abc
var crm = 'https://crm.example.invalid/api';
var call;

function lookup(number, done) {
  var options = new Net.HttpRequestOptions();
  options.method = 'POST';
  options.headers = ['Content-Type: application/json', 'Authorization: Bearer ' + VoxEngine.getSecretValue('CRM_KEY')];
  options.postData = JSON.stringify({ phone: number });
  Net.httpRequest(crm + '/find', function (res) {
    if (res.code == 200) {
      done(JSON.parse(res.text));
    } else {
      Logger.write('CRM: ' + res.code);
      done(null);
    }
  }, options);
}

VoxEngine.addEventListener(AppEvents.CallAlerting, function (e) {
  call = e.call;
  call.addEventListener(CallEvents.Disconnected, function (ev) {
    report({ duration: ev.duration, cost: ev.cost });
    VoxEngine.terminate();
  });
  call.addEventListener(CallEvents.PlaybackFinished, function () {
    call.hangup();
  });
  lookup(e.callerid, function (customer) {
    call.answer();
    call.say(customer ? 'Hello ' + customer.name : 'Hello stranger', Language.UK_ENGLISH_FEMALE);
  });
});

function report(data) {
  Net.httpRequest(crm + '/report', function () {}, { method: 'POST', postData: JSON.stringify(data) });
}
