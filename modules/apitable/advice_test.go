package apitable

import "testing"

func TestAdvice(t *testing.T) {
	for _, c := range []struct{ rule, name, want string }{
		{"a name of browsers", "fetch", "use Net.httpRequestAsync(url, options)"},
		{"a name of Node", "Buffer", "this is not Node; use base64_encode, base64_decode, str2bytes and bytes2str"},
		{"a name that a module opens", "ASRProfileList", "it exists after require(Modules.ASR)"},
		{"a misspelt name", "VoxEngin", "did you mean VoxEngine?"},
		{"a name that exists", "VoxEngine", ""},
		{"a name of the script's own", "myHelper", ""},
	} {
		t.Run(c.rule, func(t *testing.T) {
			if got := Advice(c.name); got != c.want {
				t.Errorf("Advice(%q) = %q, want %q", c.name, got, c.want)
			}
		})
	}
}

// What the behaviour page lists as absent (section 1.2) has advice.
func TestAbsentGlobalsHaveAdvice(t *testing.T) {
	for _, name := range []string{
		"window", "document", "navigator", "process", "Buffer", "module", "exports", "fetch", "XMLHttpRequest", "URL", "URLSearchParams",
		"TextEncoder", "crypto", "performance", "setImmediate", "queueMicrotask", "structuredClone", "AbortController",
	} {
		if _, exists := Lookup(name); exists || Advice(name) == "" {
			t.Errorf("%s: exists %v, advice %q", name, exists, Advice(name))
		}
	}
}
