package cli

import (
	"fmt"
	"path"
	"strings"

	"github.com/spf13/pflag"

	"voxemu/modules/httpreq/transport"
	sockets "voxemu/modules/websocket/transport"
	"voxemu/runtime/socket"
	"voxemu/scenarios/testkit"
)

// netFlags say what of the network tests may reach.
type netFlags struct {
	hosts          []string
	record, replay bool
}

func (f *netFlags) add(fs *pflag.FlagSet) {
	fs.StringArrayVar(&f.hosts, "allow-net", nil, "let requests and WebSockets without a mock go to a `host`, such as api.example.com or *.example.com; the clock waits for answers")
	fs.BoolVar(&f.record, "record", false, "let requests without a mock out, to the hosts of --allow-net or to all, and keep the answers in __http__/FILE.json beside the test")
	fs.BoolVar(&f.replay, "replay", true, "answer requests without a mock from __http__/FILE.json, if it is there")
}

// check finds what is no host.
func (f *netFlags) check() error {
	for _, host := range f.hosts {
		if _, err := path.Match(host, ""); err != nil || host == "" || strings.ContainsAny(host, "/ ") {
			return usage(fmt.Sprintf("--allow-net takes a host, not %q", host), "write it like api.example.com, api.example.com:8080 or *.example.com")
		}
	}
	return nil
}

func (f *netFlags) options() testkit.Net {
	return testkit.Net{
		HTTP: transport.New(), Hosts: f.hosts, Record: f.record, Replay: f.replay,
		Sockets: func() (socket.Dialer, func()) {
			t := sockets.New()
			return t, t.Close
		},
	}
}
