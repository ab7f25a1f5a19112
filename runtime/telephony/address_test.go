package telephony

import "testing"

func TestFarEnds(t *testing.T) {
	f := &FarEnds{}
	for _, p := range []string{
		"+15550200", "user:anna", "user:*", "sip:*@pbx.example.com", "bob@pbx.example.com", "sip:*", "1555*", "155*00", "conference:room",
	} {
		if err := f.Add(p, FarEnd{DisplayName: p}); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ name, address, want string }{
		{"number_with_or_without_plus", "15550200", "+15550200"},
		{"number_with_plus", "+15550200", "+15550200"},
		{"exact_before_glob", "user:anna", "user:anna"},
		{"glob", "user:otto", "user:*"},
		{"sip_glob", "sip:x@pbx.example.com", "sip:*@pbx.example.com"},
		{"sip_exact_before_glob_whatever_scheme_and_parameters", "sips:bob@pbx.example.com:5061;transport=tls", "bob@pbx.example.com"},
		{"sip_port_does_not_matter", "sip:x@pbx.example.com:5060", "sip:*@pbx.example.com"},
		{"first_glob_listed_wins", "15559900", "1555*"},
		{"second_glob", "15599900", "155*00"},
		{"conference", "conference:room", "conference:room"},
		{"other_sip", "someone@elsewhere", "sip:*"},
		{"nobody", "4930", ""},
		{"a_glob_fits_the_whole_address", "155990", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, ok := f.Find(c.address); got.DisplayName != c.want || ok != (c.want != "") {
				t.Errorf("got %q, want %q", got.DisplayName, c.want)
			}
		})
	}
	for _, p := range []string{"15550200", "user:*", "", " + "} {
		if err := f.Add(p, FarEnd{}); err == nil {
			t.Errorf("%q is taken", p)
		}
	}
	var none *FarEnds
	if _, ok := none.Find("1"); ok {
		t.Error("found in nothing")
	}
}

func TestMatches(t *testing.T) {
	for _, c := range []struct {
		pattern, s string
		want       bool
	}{
		{"*", "", true},
		{"a*b*c", "aXbYbZc", true},
		{"a*b*c", "aXbYbZ", false},
		{"*ab", "aab", true},
		{"ab", "abc", false},
		{"a**", "a", true},
		{"", "a", false},
	} {
		if got := Matches(c.pattern, c.s); got != c.want {
			t.Errorf("%q, %q: got %v", c.pattern, c.s, got)
		}
	}
}

func TestDialable(t *testing.T) {
	for _, c := range []struct {
		kind Kind
		to   string
		want bool
	}{
		{PSTN, "+15550200", true},
		{PSTN, "112", true},
		{PSTN, "1", false},
		{PSTN, "1234567890123456", false},
		{PSTN, "555 0200", false},
		{WAB, "call-me", false},
		{SIP, "sip:a@b", true},
		{SIP, "a@b", true},
		{SIP, "sip:", false},
		{SIP, "sip:a b@c", false},
		{User, "anna", true},
		{User, "", false},
		{Conference, "room", true},
	} {
		if got := dialable(c.kind, c.to); got != c.want {
			t.Errorf("%s %q: got %v", c.kind, c.to, got)
		}
	}
}
