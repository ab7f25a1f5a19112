// A named handler, and an interval in the answer of its request.
var asked = 0;

VoxEngine.addEventListener(AppEvents.Terminating, onTerminating);
VoxEngine.addEventListener(AppEvents.CallAlerting, function (e) {
  e.call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  e.call.answer();
});

function onTerminating() {
  Net.httpRequest('https://crm.example.com/ended', function () {
    var id = setInterval(function () {
      asked++;
      if (asked > 3) clearInterval(id);
    }, 1000);
  });
}
