package io.intona.lab.chart;

import java.awt.Font;
import java.awt.Image;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.awt.image.renderable.RenderableImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.DefaultImageHandler;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A figure as SVG. Text stays text, so that it can be searched and read aloud. It was laid out with this machine's font, so
 * each text says how long it is: another machine's font is stretched to fit and nothing runs into anything.
 */
final class Svg {
    static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    /** The first two have the proportions that Java's sans-serif has on most machines. */
    private static final String FONTS = "DejaVu Sans, Verdana, Arial, sans-serif";

    private static final String XLINK = "http://www.w3.org/1999/xlink";
    private static final int DECIMALS = 3;
    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

    private final Figure figure;
    private final Document document = document();

    private Svg(Figure figure) {
        this.figure = figure;
    }

    static String draw(Figure figure) {
        return new Svg(figure).draw();
    }

    private String draw() {
        SVGGraphics2D graphics = new SVGGraphics2D(context(), false);
        figure.drawOn(graphics);
        Element root = graphics.getRoot();
        root.setAttribute("width", figure.width() + "pt");
        root.setAttribute("height", figure.height() + "pt");
        root.setAttribute("viewBox", "0 0 " + figure.width() + " " + figure.height());
        root.setAttribute("role", "img");
        Element title = document.createElementNS(SVGGraphics2D.SVG_NAMESPACE_URI, "title");
        title.setTextContent(figure.title());
        root.insertBefore(title, root.getFirstChild());
        settle(root, Look.TEXT);
        root.setAttribute("font-family", FONTS);
        return text(root);
    }

    private static String text(Element root) {
        StringWriter text = new StringWriter();
        try {
            Transformer writer = TransformerFactory.newDefaultInstance().newTransformer();
            writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            writer.transform(new DOMSource(root), new StreamResult(text));
        } catch (TransformerException e) {
            throw new IllegalStateException(e); // a string takes everything
        }
        return text.toString();
    }

    private SVGGeneratorContext context() {
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setComment(null);
        context.setPrecision(DECIMALS);
        context.setImageHandler(new Inline());
        context.setIDGenerator(new SVGIDGenerator() {
            @Override
            public String generateID(String prefix) {
                return super.generateID(figure.name() + "-" + prefix);
            }
        });
        return context;
    }

    private static Document document() {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVGGraphics2D.SVG_NAMESPACE_URI, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e); // no special features were asked for
        }
    }

    /** Takes ids away that are the same in every figure, and gives texts their lengths. */
    private void settle(Element element, Font inherited) {
        if (element.getAttribute("id").equals("genericDefs")) {
            element.removeAttribute("id");
        }
        Font font = inherited;
        if (element.hasAttribute("font-size")) {
            font = font.deriveFont(
                    Float.parseFloat(element.getAttribute("font-size").replace("px", "")));
        }
        if (element.hasAttribute("font-weight")) {
            font = font.deriveFont(element.getAttribute("font-weight").equals("bold") ? Font.BOLD : Font.PLAIN);
        }
        element.removeAttribute("font-family");
        if (element.getLocalName().equals("text")) {
            double length =
                    font.getStringBounds(element.getTextContent(), EXACT).getWidth();
            element.setAttribute("textLength", String.format(Locale.ROOT, "%.1f", length));
            element.setAttribute("lengthAdjust", "spacingAndGlyphs");
            element.removeAttribute("xml:space");
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                settle(inner, font);
            }
        }
    }

    /** Images become part of the file, each pixel a sharp rectangle. */
    private static final class Inline extends DefaultImageHandler {
        @Override
        protected void handleHREF(RenderedImage image, Element element, SVGGeneratorContext context) {
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            try {
                Png.write((BufferedImage) image, 72, png);
            } catch (IOException e) {
                throw new UncheckedIOException(e); // an array takes everything
            }
            String data = Base64.getEncoder().encodeToString(png.toByteArray());
            element.setAttributeNS(XLINK, "xlink:href", "data:image/png;base64," + data);
            element.setAttribute("image-rendering", "optimizeSpeed"); // SVG 1.1
            element.setAttribute("style", "image-rendering: pixelated"); // CSS, for browsers
        }

        @Override
        protected void handleHREF(Image image, Element element, SVGGeneratorContext context) {
            handleHREF((RenderedImage) image, element, context);
        }

        @Override
        protected void handleHREF(RenderableImage image, Element element, SVGGeneratorContext context) {
            handleHREF(image.createDefaultRendering(), element, context);
        }
    }
}
