package httpreq

import "testing"

func TestParamsAreAppendedToTheQuery(t *testing.T) {
	params := []pair{{"a", "1 2"}, {"b&", "ż+"}}
	const query = "a=1%202&b%26=%C5%BC%2B"
	tests := []struct{ name, url, want string }{
		{"no_query", "http://h/p", "http://h/p?" + query},
		{"empty_query", "http://h/p?", "http://h/p?" + query},
		{"a_query", "http://h/p?x=y", "http://h/p?x=y&" + query},
		{"a_query_left_open", "http://h/p?x=y&", "http://h/p?x=y&" + query},
		{"a_fragment_is_dropped", "http://h/p#top", "http://h/p?" + query},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := withParams(tt.url, params); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
	if got := withParams("http://h/p#top", nil); got != "http://h/p#top" {
		t.Errorf("no params changed the URL: %q", got)
	}
}

func TestURLsAreMadeFitForTheWire(t *testing.T) {
	tests := []struct{ name, url, want string }{
		{"unchanged", "https://user:pw@h.test:8443/a%2Fb?c=%20&d", "https://user:pw@h.test:8443/a%2Fb?c=%20&d"},
		{"space_around", " http://h/ \n", "http://h/"},
		{"upper_case_scheme", "HTTP://h/", "http://h/"},
		{"space_inside", "http://h/a b?c=d e", "http://h/a%20b?c=d%20e"},
		{"letters_beyond_ascii", "http://h/ż?ż=\"<>", "http://h/%C5%BC?%C5%BC=%22%3C%3E"},
		{"fragment", "http://h/a?b#c", "http://h/a?b"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := cleanURL(tt.url)
			if err != nil || got != tt.want {
				t.Errorf("got %q, %v, want %q", got, err, tt.want)
			}
		})
	}
}

func TestURLsThatAreMalformed(t *testing.T) {
	tests := []struct{ name, url, want string }{
		{"no_scheme", "example.com/a", `malformed URL "example.com/a": it begins with neither http:// nor https://`},
		{"other_scheme", "ftp://h/", `malformed URL "ftp://h/": it begins with neither http:// nor https://`},
		{"no_host", "http:///a", `malformed URL "http:///a": it has no host`},
		{"only_a_port", "http://:80/", `malformed URL "http://:80/": it has no host`},
		{"broken_escape", "http://h/%zz", `malformed URL "http://h/%zz": invalid URL escape "%zz"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, err := cleanURL(tt.url); err == nil || err.Error() != tt.want {
				t.Errorf("got %q, %v, want %s", got, err, tt.want)
			}
		})
	}
}
