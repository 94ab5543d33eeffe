/** Reading and writing weights as safetensors, by the standard library and NumPy alone. */
export const FILES = `
def described(auxiliary):
    """What a file of weights says of its network."""
    network = {
        "setting": SETTING,
        "cellsPerStage": N,
        "filters": FILTERS,
        "size": SIZE,
        "classes": CLASSES,
        "auxiliary": auxiliary,
    }
    if SETTING == "imagenet":
        network.update(stemFilters=STEM_FILTERS, skipReductionInput=SKIP_REDUCTION_INPUT)
    images = {"mean": MEAN, "deviation": DEVIATION}
    if CLASS_NAMES is not None:
        images["classNames"] = CLASS_NAMES
    cells = {
        name: {"blocks": [list(block) for block in cell["blocks"]], "output": cell["output"]}
        for name, cell in (("normal", NORMAL), ("reduction", REDUCTION))
    }
    return {"architecture": cells, "network": network, "images": images}


def read_safetensors(file):
    """(metadata, tensors) of a file: 8 bytes that give the header's length, the header as JSON, the numbers."""
    with open(file, "rb") as opened:
        data = bytearray(opened.read())
    try:
        (length,) = struct.unpack_from("<Q", data)
        header = json.loads(data[8 : 8 + length].decode())
        metadata = header.pop("__metadata__", {})
        tensors = {}
        for name, entry in header.items():
            if entry["dtype"] != "F32":
                raise ValueError(f"{name} is {entry['dtype']}, not F32")
            begin, end = (8 + length + offset for offset in entry["data_offsets"])
            values = np.frombuffer(data[begin:end], "<f4").reshape(entry["shape"])
            tensors[name] = torch.from_numpy(values.astype(np.float32))
    except (struct.error, ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError(f"{file} is damaged or not a safetensors file of 32-bit floats: {error}") from error
    return metadata, tensors


def write_safetensors(file, tensors, metadata):
    header, parts, offset = {"__metadata__": metadata}, [], 0
    for name, tensor in tensors.items():
        part = tensor.detach().cpu().numpy().astype("<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [offset, offset + len(part)]}
        offset += len(part)
        parts.append(part)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    # First under another name: a write that is interrupted leaves the file as it was.
    with open(f"{file}.part", "wb") as opened:
        opened.write(struct.pack("<Q", len(text)) + text)
        opened.writelines(parts)
    os.replace(f"{file}.part", file)


def save(network, file):
    """Writes a file that load reads, and NAS Playground's command export by its option --weights."""
    said = described(network.auxiliary is not None)
    metadata = {"format": "pt", **{name: json.dumps(value) for name, value in said.items()}}
    write_safetensors(file, network.state_dict(), metadata)


def load(file):
    """The network with the weights of a file, in eval mode."""
    metadata, tensors = read_safetensors(file)
    said = {name: json.loads(metadata[name]) for name in ("architecture", "network") if name in metadata}
    auxiliary = any(name.startswith("auxiliary.") for name in tensors)
    for name, value in said.items():
        if value != described(auxiliary)[name]:
            raise ValueError(f"{file} holds the weights of another network: its {name} differs from this model.py.")
    network = Network(auxiliary)
    try:
        network.load_state_dict(tensors)
    except RuntimeError as error:
        raise ValueError(f"{file} holds the weights of another network. {error}") from error
    return network.eval()


def normalise(pixels):
    """Bytes, NCHW, as the network expects them."""
    mean, deviation = (torch.tensor(values, device=pixels.device).view(1, 3, 1, 1) for values in (MEAN, DEVIATION))
    return (pixels.float() / 255 - mean) / deviation
`;
