using System.Security.Cryptography;
using System.Text;

namespace SmtpLog.TestServer.Authentication;

/// <summary>What a server keeps of a password for SCRAM-SHA-256 (RFC 5802, section 3).</summary>
internal sealed class ScramVerifier
{
    /// <summary>What RFC 7677, section 4, wants at least.</summary>
    public const int DefaultIterations = 4096;

    private const int HashLength = 32;

    public ScramVerifier(string password, byte[] salt, int iterations)
    {
        Salt = salt;
        Iterations = iterations;
        using var derivation = new Rfc2898DeriveBytes(
            Encoding.UTF8.GetBytes(SaslText.Prepare(password)), salt, iterations, HashAlgorithmName.SHA256);
        byte[] salted = derivation.GetBytes(HashLength);
        StoredKey = Crypto.Sha256(Crypto.HmacSha256(salted, Encoding.ASCII.GetBytes("Client Key")));
        ServerKey = Crypto.HmacSha256(salted, Encoding.ASCII.GetBytes("Server Key"));
    }

    public byte[] Salt { get; }

    public int Iterations { get; }

    public byte[] StoredKey { get; }

    public byte[] ServerKey { get; }

    /// <summary>Whether the proof shows knowledge of the password.</summary>
    public bool Verify(byte[] proof, string authMessage)
    {
        if (proof.Length != HashLength)
        {
            return false;
        }

        byte[] clientKey = Crypto.HmacSha256(StoredKey, Encoding.UTF8.GetBytes(authMessage));
        for (int i = 0; i < clientKey.Length; i++)
        {
            clientKey[i] ^= proof[i];
        }

        return Crypto.AreEqual(Crypto.Sha256(clientKey), StoredKey);
    }

    /// <summary>Shows the client that the server knows the password too.</summary>
    public byte[] Sign(string authMessage) => Crypto.HmacSha256(ServerKey, Encoding.UTF8.GetBytes(authMessage));
}
