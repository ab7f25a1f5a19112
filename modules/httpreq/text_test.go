package httpreq

import "testing"

func TestBinary(t *testing.T) {
	tests := []struct {
		name, contentType, body string
		want                    bool
	}{
		{"text_is_text_whatever_its_bytes", "text/plain; charset=windows-1251", "\xcf\xf0", false},
		{"json", "application/json", "{}", false},
		{"json_by_suffix", "application/problem+json", "\xff", false},
		{"svg_is_text", "image/svg+xml", "<svg/>", false},
		{"image", "image/png", "abc", true},
		{"audio", "Audio/MPEG", "abc", true},
		{"unknown_type_with_text", "application/octet-stream", "plain", false},
		{"unknown_type_with_nul", "application/octet-stream", "a\x00b", true},
		{"unknown_type_that_is_no_utf8", "application/pdf", "%PDF\xff", true},
		{"no_type", "", "plain", false},
		{"broken_type", ";;;", "\xff", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Binary(tt.contentType, []byte(tt.body)); got != tt.want {
				t.Errorf("got %v", got)
			}
		})
	}
}

func TestText(t *testing.T) {
	tests := []struct{ name, contentType, body, want string }{
		{"utf8", "text/plain; charset=utf-8", "zażółć", "zażółć"},
		{"utf8_by_default", "text/plain", "ż", "ż"},
		{"utf8_for_an_unknown_charset", "text/plain; charset=klingon", "ż", "ż"},
		{"each_invalid_byte_becomes_the_replacement", "text/plain", "a\xff\xfeb", "a\uFFFD\uFFFDb"},
		{"latin1", "text/plain; charset=ISO-8859-1", "caf\xe9", "café"},
		{"latin2", "text/plain; charset=iso-8859-2", "\xb1", "ą"},
		{"latin9", "text/plain; charset=iso-8859-15", "\xa4", "€"},
		{"cyrillic_iso", "text/plain; charset=iso-8859-5", "\xb0", "А"},
		{"windows_1250", "text/plain; charset=windows-1250", "\xb9", "ą"},
		{"windows_1251", "text/plain; charset=\"Windows-1251\"", "\xcf\xf0\xe8", "При"},
		{"koi8r", "text/plain; charset=koi8-r", "\xf0\xd2\xc9", "При"},
		{"koi8u", "text/plain; charset=koi8-u", "\xa6", "і"},
		{"utf16", "text/plain; charset=utf-16", "\xff\xfea\x00", "a"},
		{"utf16_big_endian", "text/plain; charset=utf-16be", "\x00a", "a"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := text(tt.contentType, []byte(tt.body)); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
