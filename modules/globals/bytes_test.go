package globals_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/modules/globals"
	"voxemu/modules/moduletest"
)

// example is an expression and its value as JSON, or the error it throws.
type example struct{ name, js, want string }

func check(t *testing.T, examples []example) {
	t.Helper()
	for _, e := range examples {
		t.Run(e.name, func(t *testing.T) {
			r := moduletest.Run(t, `let v; try { v = JSON.stringify(`+e.js+`) } catch (e) { v = String(e) } print(v)`, globals.Module())
			if diff := cmp.Diff([]string{e.want}, r.Printed()); diff != "" {
				t.Errorf("%s: %s", e.js, diff)
			}
		})
	}
}

func TestBase64(t *testing.T) {
	check(t, []example{
		{"a_string_is_encoded_as_utf8", `base64_encode('é€😀')`, `"w6nigqzwn5iA"`},
		{"bytes_are_encoded_as_they_are", `base64_encode([0, 255, 16])`, `"AP8Q"`},
		{"a_typed_array_counts_as_bytes", `base64_encode(new Uint8Array([0, 255, 16]))`, `"AP8Q"`},
		{"only_eight_bits_of_a_number_count", `base64_encode([256, -1, 16.9, 'x', '16'])`, `"AP8QABA="`},
		{"a_gap_counts_as_zero", `base64_encode([1, , 1])`, `"AQAB"`},
		{"padding_is_added", `base64_encode('a')`, `"YQ=="`},
		{"there_are_no_line_breaks", `base64_encode('a'.repeat(90)).length`, `120`},
		{"the_alphabet_is_the_standard_one", `base64_encode([0xfb, 0xff])`, `"+/8="`},
		{"other_types_become_strings", `[base64_encode(12), base64_encode(null), base64_encode({})]`, `["MTI=","bnVsbA==","W29iamVjdCBPYmplY3Rd"]`},
		{"a_missing_argument_throws", `base64_encode()`, `Error: base64_encode: the argument data is missing`},
		{"decoding_gives_bytes", `base64_decode('AP8Q')`, `[0,255,16]`},
		{"the_bytes_are_a_plain_array", `Array.isArray(base64_decode('AP8Q'))`, `true`},
		{"decoding_ignores_white_space", `base64_decode(' A\nP\t8\r\nQ ')`, `[0,255,16]`},
		{"decoding_takes_missing_padding", `base64_decode('YQ')`, `[97]`},
		{"decoding_nothing_gives_nothing", `base64_decode('')`, `[]`},
		{"decoding_an_invalid_character_throws", `base64_decode('A*8Q')`, `Error: base64_decode: the data is not base64`},
		{"decoding_the_url_alphabet_throws", `base64_decode('-_8=')`, `Error: base64_decode: the data is not base64`},
		{"decoding_a_wrong_length_throws", `base64_decode('AAAAA')`, `Error: base64_decode: the data is not base64`},
		{"decoding_wrong_padding_throws", `base64_decode('YQ=')`, `Error: base64_decode: the data is not base64`},
		{"decoding_nothing_given_throws", `base64_decode()`, `Error: base64_decode: the argument data is missing`},
	})
}

func TestHex(t *testing.T) {
	check(t, []example{
		{"two_digits_a_byte", `bytes2hex([0, 10, 255])`, `"000aff"`},
		{"upper_case_on_demand", `bytes2hex([0, 10, 255], true)`, `"000AFF"`},
		{"what_is_no_array_throws", `bytes2hex('abc')`, `Error: bytes2hex: the data is not an array of bytes`},
		{"an_object_is_no_array", `bytes2hex({0: 1, length: 1})`, `Error: bytes2hex: the data is not an array of bytes`},
		{"a_set_is_no_array", `bytes2hex(new Set([1]))`, `Error: bytes2hex: the data is not an array of bytes`},
		{"digits_of_both_cases_are_read", `hex2bytes('000aFf')`, `[0,10,255]`},
		{"an_odd_length_throws", `hex2bytes('abc')`, `Error: hex2bytes: the data is not pairs of hexadecimal digits`},
		{"another_character_throws", `hex2bytes('zz')`, `Error: hex2bytes: the data is not pairs of hexadecimal digits`},
		{"a_missing_argument_throws", `hex2bytes()`, `Error: hex2bytes: the argument data is missing`},
	})
}

func TestCharsets(t *testing.T) {
	const unknown = `Error: str2bytes: the encoding "klingon" is not known`
	check(t, []example{
		{"utf8_is_the_default", `str2bytes('é')`, `[195,169]`},
		{"utf8_by_name", `[str2bytes('é', 'utf-8'), str2bytes('é', 'UTF8')]`, `[[195,169],[195,169]]`},
		{"utf16le", `str2bytes('aé😀', 'utf-16le')`, `[97,0,233,0,61,216,0,222]`},
		{"utf16be", `str2bytes('aé', 'utf-16be')`, `[0,97,0,233]`},
		{"latin1_has_no_windows_characters", `[str2bytes('é€', 'iso-8859-1'), bytes2str([0xe9, 0x80], 'latin1')]`, "[[233,63],\"é\u0080\"]"},
		{"windows_1251", `str2bytes('Привет', 'windows-1251')`, `[207,240,232,226,229,242]`},
		{"windows_1251_by_its_short_name", `str2bytes('Я', 'cp1251')`, `[223]`},
		{"windows_1252", `str2bytes('€', 'Windows-1252')`, `[128]`},
		{"koi8_r", `str2bytes('Привет', 'KOI8-R')`, `[240,210,201,215,197,212]`},
		{"ascii_lacks_other_characters", `[str2bytes('aé😀b', 'ascii'), bytes2str([97, 233], 'us-ascii')]`, `[[97,63,63,98],"a�"]`},
		{"other_names_of_code_pages", `['latin1', 'CP1251', 'ibm866', 'cp866', 'KOI8_U', 'ISO 8859-5'].map((e) => bytes2str(str2bytes('a', e), e)).join('')`, `"aaaaaa"`},
		{"an_unknown_encoding_throws", `str2bytes('a', 'klingon')`, unknown},
		{"an_unknown_encoding_throws_when_decoding", `bytes2str([97], 'klingon')`, `Error: bytes2str: the encoding "klingon" is not known`},
		{"decoding_utf8", `bytes2str([208, 175, 226, 130, 172])`, `"Я€"`},
		{"decoding_utf16le", `bytes2str([97, 0, 233, 0, 61, 216, 0, 222], 'utf-16le')`, `"aé😀"`},
		{"decoding_koi8_r", `bytes2str([240, 210], 'koi8-r')`, `"Пр"`},
		{"malformed_utf8_becomes_a_replacement_character", `bytes2str([97, 255, 98])`, `"a�b"`},
		{"malformed_utf8_by_name_too", `bytes2str([97, 255, 98], 'utf-8')`, `"a�b"`},
		{"decoding_base64_to_a_string", `bytes2str(base64_decode('0K8='))`, `"Я"`},
		{"what_is_no_array_throws", `bytes2str('abc')`, `Error: bytes2str: the data is not an array of bytes`},
		{"a_missing_string_throws", `str2bytes()`, `Error: str2bytes: the argument data is missing`},
	})
}

func TestAtobAndBtoa(t *testing.T) {
	const notBase64 = `InvalidCharacterError: atob: the data is not base64`
	check(t, []example{
		{"btoa_takes_one_byte_a_character", `btoa('é\u0000')`, `"6QA="`},
		{"btoa_refuses_wider_characters", `btoa('€')`, `InvalidCharacterError: btoa: the string has a character beyond U+00FF`},
		{"btoa_takes_other_types_as_strings", `btoa(12)`, `"MTI="`},
		{"atob_gives_one_character_a_byte", `atob('6QA=').split('').map(c => c.charCodeAt(0))`, `[233,0]`},
		{"atob_ignores_white_space", `atob(' Y Q\n')`, `"a"`},
		{"atob_refuses_other_characters", `atob('a*bc')`, notBase64},
		{"atob_refuses_a_wrong_length", `atob('AAAAA')`, notBase64},
		{"the_error_is_an_error", `(() => { try { atob('*') } catch (e) { return e instanceof Error } })()`, `true`},
		{"a_missing_argument_throws", `atob()`, `Error: atob: the argument data is missing`},
	})
}
