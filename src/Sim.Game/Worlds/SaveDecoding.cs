using System.Globalization;
using System.IO.Compression;
using System.Text;
using Sim.Engine;

namespace Sim.Game;

/// <summary>Turns the bytes of a save, in any of the forms the game writes, into the bytes of its JSON text.</summary>
internal static class SaveDecoding
{
    /// <summary>
    /// More than twenty times the largest save seen. A file that unpacks to more is no save, and unpacking it all would only fill
    /// memory.
    /// </summary>
    public const int DecodedBytesMax = 64 * 1024 * 1024;

    // Base64 inside gzip inside base64 would be three; no known form has more than two.
    private const int LayersMax = 3;

    /// <summary>Recognises gzip, base64 text and plain JSON by content; the extension does not matter.</summary>
    /// <exception cref="InputException">The bytes are none of these.</exception>
    public static byte[] ToJson(byte[] bytes, InputProblems problems)
    {
        for (int layer = 0; layer < LayersMax; layer++)
        {
            ReadOnlySpan<byte> content = Trim(bytes);
            if (content.IsEmpty) throw problems.Fatal("", layer == 0 ? "the file is empty" : "nothing is packed in the file", "a save file is needed");
            if (content[0] == '{') return bytes;

            if (content.Length >= 2 && content[0] == 0x1F && content[1] == 0x8B) bytes = Unzip(bytes, problems);
            else if (IsText(content)) bytes = FromBase64(content, problems);
            else break;
        }

        throw problems.Fatal("", "neither base64 text, gzip nor JSON", "an exported Bitburner save is needed");
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        return bytes.Trim(" \t\r\n"u8);
    }

    private static bool IsText(ReadOnlySpan<byte> bytes) => bytes.IndexOfAnyExceptInRange((byte)'\t', (byte)'~') < 0;

    private static byte[] FromBase64(ReadOnlySpan<byte> text, InputProblems problems)
    {
        int digits = 0;
        foreach (byte character in text)
        {
            bool isDigit = char.IsAsciiLetterOrDigit((char)character) || character is (byte)'+' or (byte)'/' or (byte)'=';
            if (isDigit) digits++;
            else if (character is not ((byte)'\r' or (byte)'\n' or (byte)' ' or (byte)'\t')) throw problems.Fatal("", "neither base64 text, gzip nor JSON", "an exported Bitburner save is needed");
        }

        if (digits % 4 != 0)
        {
            throw problems.Fatal("", string.Create(CultureInfo.InvariantCulture,
                $"{digits} characters of base64, which is no multiple of 4: the file is cut short"), "export the save again");
        }

        try
        {
            return Convert.FromBase64String(Encoding.ASCII.GetString(text));
        }
        catch (FormatException)
        {
            throw problems.Fatal("", "the base64 text is damaged: padding in the middle", "export the save again");
        }
    }

    private static byte[] Unzip(byte[] bytes, InputProblems problems)
    {
        try
        {
            using var packed = new MemoryStream(bytes, writable: false);
            using var gzip = new GZipStream(packed, CompressionMode.Decompress);
            using var unpacked = new MemoryStream();
            var buffer = new byte[81_920];
            int count;
            while ((count = gzip.Read(buffer, 0, buffer.Length)) > 0)
            {
                if (unpacked.Length + count > DecodedBytesMax)
                {
                    throw problems.Fatal("", "the gzip file unpacks to more than 64 MB", "no save is as large; a save file is needed");
                }

                unpacked.Write(buffer, 0, count);
            }

            // The last four bytes of a gzip file are its unpacked length. The stream itself does not mind a missing end.
            if (bytes.Length < 18 || BitConverter.ToUInt32(bytes, bytes.Length - 4) != (uint)unpacked.Length)
            {
                throw problems.Fatal("", "the gzip file is cut short", "export the save again");
            }

            return unpacked.ToArray();
        }
        catch (InvalidDataException)
        {
            throw problems.Fatal("", "the gzip file is damaged or cut short", "export the save again");
        }
    }
}
