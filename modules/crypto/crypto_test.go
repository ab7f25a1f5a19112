package crypto_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/modules/crypto"
	"voxemu/modules/moduletest"
)

// The digests are test vectors of RFC 1321, RFC 3174, FIPS 180 and RFC 4231, or were made with coreutils and openssl.
func TestDigests(t *testing.T) {
	const abcSHA256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
	for _, tt := range []struct{ name, js, want string }{
		{"md5", `Crypto.md5('abc')`, "900150983cd24fb0d6963f7d28e17f72"},
		{"md5_of_nothing", `Crypto.md5('')`, "d41d8cd98f00b204e9800998ecf8427e"},
		{"md5_joins_an_array", `Crypto.md5(['a', 'b', 'c'])`, "900150983cd24fb0d6963f7d28e17f72"},
		{"md5_of_an_empty_array", `Crypto.md5([])`, "d41d8cd98f00b204e9800998ecf8427e"},
		{"md5_leaves_out_gaps", `Crypto.md5(['a', , 'bc'])`, "900150983cd24fb0d6963f7d28e17f72"},
		{"md5_is_of_utf8", `Crypto.md5('é')`, "66ddcd97cfdeabb2f6fb8a999b4bc76f"},
		{"sha1", `Crypto.sha1('abc')`, "a9993e364706816aba3e25717850c26c9cd0d89d"},
		{"sha256", `Crypto.sha256('abc')`, abcSHA256},
		{"numbers_become_strings", `String(Crypto.sha256(123) === Crypto.sha256('123'))`, "true"},
		{"hmac_sha256", `Crypto.hmac_sha256('Jefe', 'what do ya want for nothing?')`, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
		{"hmac_of_an_empty_key", `Crypto.hmac_sha256('', '')`, "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"},
		{"this_does_not_matter", `(0, Crypto.sha256)('abc')`, abcSHA256},
		{"a_missing_argument_throws", `Crypto.sha1()`, "Error: Crypto.sha1: the argument data is missing"},
		{"md5_of_a_missing_argument_throws", `Crypto.md5(undefined)`, "Error: Crypto.md5: the argument data is missing"},
		{"a_missing_key_throws", `Crypto.hmac_sha256()`, "Error: Crypto.hmac_sha256: the argument key is missing"},
		{"missing_data_throws", `Crypto.hmac_sha256('k')`, "Error: Crypto.hmac_sha256: the argument data is missing"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := moduletest.Run(t, `try { print(`+tt.js+`) } catch (e) { print(e) }`, crypto.Module())
			if diff := cmp.Diff([]string{tt.want}, r.Printed()); diff != "" {
				t.Error(diff)
			}
		})
	}
}
