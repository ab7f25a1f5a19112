package calls_test

import (
	"testing"

	"voxemu/modules/apitest"
)

func TestMonitorMediaStatistics(t *testing.T) {
	do := func(steps string) apitest.Options { return apitest.Options{Do: steps} }
	const end = ` call.answer(); call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate); })`
	monitor := func(parameters string) string {
		return `onCall((call) => { show(call, 'MediaStatisticsReceived', 'RtpStopped', 'RtpResumed'); call.monitorMediaStatistics(` + parameters + `);` + end
	}
	const good = `MediaStatisticsReceived {"audio":{"in":[{"audioLevel":0,"id":0,"jitter":0,"numPackets":150,"packetLoss":0}],"out":[{"audioLevel":0,"id":0,"jitter":0,"numPackets":150,"packetLoss":0}]}}`
	check(t, []rule{
		{name: "every_interval_while_connected", o: do("wait 7s; hangup"), js: monitor(`{monitor: true, interval: 3}`), want: []string{"3020 " + good, "6020 " + good}},
		{name: "before_it_is_connected_nothing_comes", o: apitest.Options{Do: "ring 8s; hangup"},
			js: `onCall((call) => { show(call, 'MediaStatisticsReceived'); call.monitorMediaStatistics({monitor: true, interval: 3}); call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate); })`},
		{name: "the_figures_come_from_the_far_end", o: do("loss 2.5%; jitter 40ms; say \"a\" length=1500ms; wait 3s; hangup"), js: monitor(`{monitor: true, interval: 3}`), want: []string{
			`3020 MediaStatisticsReceived {"audio":{"in":[{"audioLevel":0.5,"id":0,"jitter":40,"numPackets":146,"packetLoss":2.5}],"out":[{"audioLevel":0,"id":0,"jitter":0,"numPackets":150,"packetLoss":0}]}}`}},
		{name: "they_stop_when_switched_off", o: do("wait 12s; hangup"),
			js:   `onCall((call) => { show(call, 'MediaStatisticsReceived'); call.monitorMediaStatistics({monitor: true, interval: 3}); setTimeout(() => call.monitorMediaStatistics({monitor: false}), 4000);` + end,
			want: []string{"3020 " + good}},
		{name: "an_interval_out_of_range_is_brought_into_it", o: do("wait 4s; hangup"), js: monitor(`{monitor: true, interval: 1}`), want: []string{"3020 " + good},
			warnings: []string{"monitorMediaStatistics: the interval is 3 to 10 seconds, not 1: 3 is used"}},
		{name: "one_that_is_no_number_is_the_longest", o: do("wait 9s; hangup"), js: monitor(`{monitor: true, interval: 'often'}`),
			warnings: []string{`monitorMediaStatistics: the interval is 3 to 10 seconds, not often: 10 is used`}},
		{name: "they_do_not_keep_the_call_up", o: do("wait 1s"), js: monitor(`{monitor: true, interval: 3}`)},
		{name: "audio_that_stays_away", o: do("wait 1s; loss 100%; wait 8s; loss 0%; wait 500ms; hangup"), js: monitor(`{monitor: false}`), want: []string{
			"8020 RtpStopped {}", "9020 RtpResumed {}"}},
		{name: "what_is_missing_or_too_late", o: do("hangup"), js: `onCall((call) => {
			for (const p of [undefined, {}, {interval: 3}, {monitor: true}]) w(tried(() => call.monitorMediaStatistics(p)));
			call.addEventListener(CallEvents.Disconnected, () => { call.monitorMediaStatistics({monitor: true, interval: 5}); VoxEngine.terminate(); });
			call.answer();
		})`, want: []string{
			"0 Error: monitorMediaStatistics: the monitor parameter is missing", "0 Error: monitorMediaStatistics: the monitor parameter is missing",
			"0 Error: monitorMediaStatistics: the monitor parameter is missing", "0 Error: monitorMediaStatistics: the interval parameter is missing"},
			warnings: []string{"monitorMediaStatistics: call ID is over"}},
		{name: "json_of_the_event", o: do("wait 4s; hangup"), js: `onCall((call) => {
			call.monitorMediaStatistics({monitor: true, interval: 3});
			call.addEventListener(CallEvents.MediaStatisticsReceived, (e) => w(JSON.stringify(e).replace(/"id":"[^"]*",/, '').replace(/"_connectedTime":\d+/, '').slice(0, 90)));` + end,
			want: []string{`3020 {"audio":{"in":[{"audioLevel":0,"id":0,"jitter":0,"numPackets":150,"packetLoss":0}],"out":`}},
	})
}
