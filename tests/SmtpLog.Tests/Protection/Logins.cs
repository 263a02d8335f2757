using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Xunit;

namespace SmtpLog.Tests.Protection;

/// <summary>A login with each mechanism, as it is said; what is secret stands between brackets.</summary>
internal static class Logins
{
    public const string Password = "cOrrect-h0rse~staple";
    public const string Token = "ya29.a0AfB_byC-4uTh0r1zat10n_t0k3n-0123456789abcdefghijklmnopqrstuvwxyz";

    private static readonly Dictionary<string, string[]> s_logins = new()
    {
        ["PLAIN"] = [$"C AUTH PLAIN ⟦{Base64($"\0bob\0{Password}")}⟧", "S 235 2.7.0 Ok"],
        ["PLAIN in two steps"] = ["C AUTH PLAIN", "S 334 ", $"C ⟦{Base64($"\0bob\0{Password}")}⟧", "S 235 2.7.0 Ok"],
        ["plain in small letters"] = [$"C auth plain ⟦{Base64($"\0bob\0{Password}")}⟧", "S 235 2.7.0 Ok"],
        ["LOGIN"] = ["C AUTH LOGIN", "S 334 VXNlcm5hbWU6", $"C ⟦{Base64("bob")}⟧", "S 334 UGFzc3dvcmQ6", $"C ⟦{Base64(Password)}⟧", "S 235 2.7.0 Ok"],
        ["LOGIN with the name at once"] = [$"C AUTH LOGIN ⟦{Base64("bob")}⟧", "S 334 UGFzc3dvcmQ6", $"C ⟦{Base64(Password)}⟧", "S 235 2.7.0 Ok"],
        ["LOGIN refused, with the secret quoted"] =
        [
            "C AUTH LOGIN", "S 334 VXNlcm5hbWU6", $"C ⟦{Base64("bob")}⟧", "S 334 UGFzc3dvcmQ6", $"C ⟦{Base64(Password)}⟧",
            $"S 535 5.7.8 no ⟦{Password}⟧ and ⟦{Base64(Password)}⟧", "C QUIT", $"S 221 2.0.0 bye ⟦{Password.ToUpperInvariant()}⟧",
        ],
        ["PLAIN refused, with the command quoted"] =
            [$"C AUTH PLAIN ⟦{Base64($"\0bob\0{Password}")}⟧", $"S 535 5.7.8 AUTH PLAIN ⟦{Base64($"\0bob\0{Password}")}⟧ failed", "C QUIT", "S 221 2.0.0 Bye"],
        ["CRAM-MD5"] =
        [
            "C AUTH CRAM-MD5", $"S 334 {Base64("<1896.697170952@postoffice.example.com>")}", $"C ⟦{Base64("tim b913a602c7eda7a495b4e6e7334d3890")}⟧",
            "S 535 5.7.8 ⟦b913a602c7eda7a495b4e6e7334d3890⟧ is wrong",
        ],
        ["DIGEST-MD5"] =
        [
            "C AUTH DIGEST-MD5", $"S 334 ⟦{Base64("realm=\"elwood.example.com\",nonce=\"OA6MG9tEQGm2hh\",qop=\"auth\",algorithm=md5-sess,charset=utf-8")}⟧",
            $"C ⟦{Base64("charset=utf-8,username=\"chris\",realm=\"elwood.example.com\",nonce=\"OA6MG9tEQGm2hh\",nc=00000001,cnonce=\"OA6MHXh6VqTrRk\",response=d388dad90d4bbd760a152321f2143af7,qop=auth")}⟧",
            $"S 334 ⟦{Base64("rspauth=ea40f60335c427b5527b84dbabcdfffd")}⟧", "C ", "S 235 2.7.0 Ok",
        ],
        ["SCRAM-SHA-256"] =
        [
            $"C AUTH SCRAM-SHA-256 ⟦{Base64("n,,n=user,r=rOprNGfwEbeRWgbNEkqO")}⟧",
            $"S 334 ⟦{Base64("r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")}⟧",
            $"C ⟦{Base64("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=")}⟧",
            $"S 235 2.7.0 ⟦{Base64("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")}⟧",
        ],
        ["NTLM"] =
        [
            $"C AUTH NTLM ⟦{Convert.ToBase64String([.. "NTLMSSP\0"u8, 1, 0, 0, 0, .. new byte[24]])}⟧", $"S 334 ⟦{Convert.ToBase64String([.. "NTLMSSP\0"u8, 2, 0, 0, 0, .. new byte[40]])}⟧",
            $"C ⟦{Convert.ToBase64String([.. "NTLMSSP\0"u8, 3, 0, 0, 0, .. Encoding.Unicode.GetBytes("DOMAIN and proof")])}⟧", "S 535 5.7.3 Authentication unsuccessful",
        ],
        ["XOAUTH2"] =
        [
            $"C AUTH XOAUTH2 ⟦{Base64($"user=bob@example.com\u0001auth=Bearer {Token}\u0001\u0001")}⟧",
            $"S 334 {Base64("{\"status\":\"401\",\"schemes\":\"bearer mac\",\"scope\":\"https://mail.google.com/\"}\n")}", "C ", $"S 535 5.7.8 not ⟦{Token}⟧",
        ],
        ["OAUTHBEARER"] =
        [
            $"C AUTH OAUTHBEARER ⟦{Base64($"n,a=bob@example.com,\u0001host=mx.example.com\u0001port=587\u0001auth=Bearer {Token}\u0001\u0001")}⟧",
            $"S 334 {Base64("{\"status\":\"invalid_token\"}")}", "C ⟦AQ==⟧", "S 535 5.7.8 no",
        ],
        ["GSSAPI"] =
        [
            $"C AUTH GSSAPI ⟦{Convert.ToBase64String([0x60, 0x82, 0x02, 0x06, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x12, 0x01, 0x02, 0x02, .. new byte[40]])}⟧",
            $"S 334 ⟦{Convert.ToBase64String([0x60, 0x81, 0x99, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x12, 0x01, 0x02, 0x02, .. new byte[30]])}⟧", "C ",
            $"S 334 ⟦{Convert.ToBase64String([5, 4, 5, 255, 0, 12, 0, 0, 1, 2, 3, 4])}⟧", $"C ⟦{Convert.ToBase64String([5, 4, 4, 255, 0, 12, 0, 0, 9, 8, 7, 6])}⟧", "S 235 2.7.0 Ok",
        ],
        ["X-EXPS, another name of AUTH"] = ["C X-EXPS NTLM ⟦TlRMTVNTUAABAAAAB4IIogAAAAA=⟧", "S 334 ⟦TlRMTVNTUAACAAAADAAMADgAAAA=⟧", "C ⟦TlRMTVNTUAADAAAAGAAYAI4AAAA=⟧", "S 235 Ok"],
        ["a mechanism nobody knows"] = ["C AUTH X-SECRET ⟦c2VjcmV0⟧", "S 334 ⟦/wD/AP8A⟧", "C ⟦c2VjcmV0Mg==⟧", "S 235 2.7.0 Ok"],
        ["cancelled"] = ["C AUTH LOGIN", "S 334 VXNlcm5hbWU6", "C *", "S 501 5.7.0 cancelled", "C NOOP", "S 250 2.0.0 Ok"],
        ["LOGIN without base64"] = ["C AUTH LOGIN", "S 334 VXNlcm5hbWU6", "C ⟦bob@example.com⟧", "S 334 UGFzc3dvcmQ6", "C ⟦hunter-2~two⟧", "S 535 5.7.8 not ⟦hunter-2~two⟧", "C NOOP", "S 250 Ok"],
        ["masked by the tool"] = ["C AUTH PLAIN ********", "S 535 5.7.8 no", "C AUTH LOGIN", "S 334 VXNlcm5hbWU6", "C ********", "S 334 UGFzc3dvcmQ6", "C ********", "S 535 5.7.8 no"],
        ["a short password"] = [$"C AUTH PLAIN ⟦{Base64("\0bob\0250")}⟧", "S 250-not ⟦250⟧, 2500 or 5.2.250", "S 250 is ⟦250⟧"],
        ["more after the login"] =
        [
            $"C AUTH PLAIN ⟦{Base64($"\0bob\0{Password}")}⟧", "S 235 2.7.0 Ok", "C MAIL FROM:<bob@example.com>", "S 250 2.1.0 Ok", "C RCPT TO:<al@example.com>",
            $"S 550 5.1.1 ⟦{Password}⟧?", "C RSET", "S 250 2.0.0 Ok", "C QUIT", "S 221 2.0.0 Bye",
        ],
    };

    public static IEnumerable<string> Names => s_logins.Keys;

    /// <summary>Every login in every dress.</summary>
    public static TheoryData<string, string> Dressed
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string dress in Dress.All.Select(row => row.Data))
            {
                foreach (string login in Names)
                {
                    data.Add(dress, login);
                }
            }

            return data;
        }
    }

    /// <summary>The session around the login too.</summary>
    public static string[] Said(string login) =>
    [
        "S 220 mx.example.com ESMTP", "C EHLO client.example.com", "S 250-mx.example.com", "S 250 AUTH PLAIN LOGIN CRAM-MD5 XOAUTH2 GSSAPI", .. s_logins[login],
    ];

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
